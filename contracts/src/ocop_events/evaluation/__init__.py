"""What evaluation says."""
