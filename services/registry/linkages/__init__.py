"""Linkages: contracts of producers with those who grow, process or sell with them, which answer a criterion and are counted."""
