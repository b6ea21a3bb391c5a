"""Figures: every countable happening, noted once from the event that says it, and what is counted of them."""
