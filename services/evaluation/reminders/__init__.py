"""Reminders: a council's step that is due soon or was not taken in its time, told to whoever must act."""
