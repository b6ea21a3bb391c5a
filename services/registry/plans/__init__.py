"""Plans: what an office means to enter in a year, who approved it, and what became of each line."""
