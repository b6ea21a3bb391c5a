"""Rulebooks: the law as data, for those who answer for it."""
