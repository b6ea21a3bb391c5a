"""Laboratory: results that other agencies reported and the registry matched, shown on the cases of their product."""
