"""What is measured, against what, printed as ratios."""
