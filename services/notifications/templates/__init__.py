"""Templates: what is said on which occasion, as versioned texts in both languages."""
