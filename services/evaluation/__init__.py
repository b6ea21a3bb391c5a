"""Evaluation: an office has a dossier before it, screens or scores it, and rules."""
