"""Paper health: which papers a certificate leans on, and which of them ends first."""
