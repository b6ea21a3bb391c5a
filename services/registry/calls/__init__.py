"""Calls: whom an officer rings up this morning, why, and what to say."""
