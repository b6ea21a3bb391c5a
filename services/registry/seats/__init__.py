"""Seats: who sits on the council before a dossier, and who stood aside, as evaluation publishes it."""
