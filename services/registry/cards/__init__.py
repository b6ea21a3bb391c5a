"""Yearly cards: what a recognised product brought in a year, told by its producer in three minutes."""
