"""Analysis: how firmly a result stands, and who scores high or low. Shown to those who answer for it; changes nothing."""
