"""Mechanism that every service needs and none owns."""
