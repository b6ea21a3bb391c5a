"""Recusals: to whom a dossier is closed, whichever office's council they stood aside from."""
