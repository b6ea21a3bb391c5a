"""Journeys: which office has a dossier, since when and until when, as evaluation publishes it."""
