"""Products: what the programme is about."""
