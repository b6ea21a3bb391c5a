"""Meetings: when and where a council meets, and about what; called, moved and cancelled with notice."""
