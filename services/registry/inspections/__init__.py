"""Inspections: an office's plan for a year, visits to producers, what was found, and what other agencies' inspections found."""
