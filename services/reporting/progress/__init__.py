"""Progress: the cases of each office, where they stand, and whether their clocks are kept."""
