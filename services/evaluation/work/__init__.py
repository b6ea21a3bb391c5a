"""My work: what a person has to do, across all slices, and the front page."""
