"""Standings: how many recognised products there are, where, of which star, on any day."""
