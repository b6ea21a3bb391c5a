"""The processes of an estate: planned, started, supervised, ended."""
