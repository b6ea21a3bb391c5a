"""Comparisons: a list somebody brings beside the register, line by line; nothing of it is entered."""
