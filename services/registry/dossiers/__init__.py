"""Dossiers: what a producer asks to be judged by."""
