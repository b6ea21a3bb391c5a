"""Reporting: how the programme stands, and how its offices keep up with their work."""
