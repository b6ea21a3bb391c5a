"""The front of a development estate: one address for all services, and what only development has."""
