"""Agencies: what other agencies report is heard, matched to a product or producer, answered; what is uncertain waits for a person."""
