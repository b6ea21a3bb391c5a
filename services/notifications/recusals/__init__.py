"""Recusals: to whom messages about a dossier are closed, because they stood aside from it."""
