"""Places: administrative units by name and day, and the events about their changes."""
