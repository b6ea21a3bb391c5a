"""Producers: who takes part in the programme."""
