"""Substitutes: an officer on leave names a colleague for a period, who is shown what waits for them and gets their mails."""
