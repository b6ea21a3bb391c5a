"""Messages: what is said to whom on an event, and what could not be."""
