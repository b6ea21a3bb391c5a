"""What is said on which occasion: versioned texts in both languages."""
