"""Documents: the official papers of a case, drafted by the platform, signed by the authority, numbered once, issued."""
