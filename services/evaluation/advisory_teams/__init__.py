"""Advisory teams: who helps an office's councils, set up and completed by decision."""
