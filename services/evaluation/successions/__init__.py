"""Successions: cases of offices that ended, and who takes them over."""
