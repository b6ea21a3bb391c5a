"""Recipients: who is to be reached, and where; producers by the registry, offices by their own word."""
