"""Rounds: an office judges in rounds, opened by the act or by its own plan; a case that comes late waits for the next."""
