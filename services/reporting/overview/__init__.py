"""Overview: how a place stands, what is due and what goes wrong, on one screen; and the sheet of each commune."""
