"""Logs, metrics and traces in the field's conventions."""
