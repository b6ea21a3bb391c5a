"""What notifications says."""
