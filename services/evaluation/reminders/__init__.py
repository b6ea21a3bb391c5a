"""Reminders: a council's step that is due or late, and a case whose time runs out, told to whoever must act, rung by rung."""
