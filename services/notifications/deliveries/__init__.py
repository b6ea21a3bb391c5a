"""Deliveries: how a message is sent: claimed, handed over, tried again, given up, taken over by a person."""
