"""Sessions of people, kept by each service in its own database: a browser holds an opaque id and nothing else."""
