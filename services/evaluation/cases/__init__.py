"""Cases: one dossier before one office."""
