"""What is said of places and other shared reference data."""
