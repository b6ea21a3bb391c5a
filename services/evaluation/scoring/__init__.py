"""Scoring: secret sheets, opened together."""
