"""What was told to whom, and what could not be."""
