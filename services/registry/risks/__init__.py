"""Risks: which producers the next plan of inspections should look at first, and why."""
