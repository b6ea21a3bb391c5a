"""Advice: what an office advised a producer, what is to follow and until when, and which planned products are supported."""
