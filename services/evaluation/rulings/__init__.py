"""Rulings: what an office decided, and why."""
