"""Places: what the registry tells of administrative units, and lets be asked."""
