"""Rounds: how many cases each round of evaluation had, and what became of them."""
