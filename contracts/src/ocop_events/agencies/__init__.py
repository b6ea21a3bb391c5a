"""What other agencies tell us, each on its own topic."""
