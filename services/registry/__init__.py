"""The registry: producers, their products, the dossiers they submit, and the certificates they are given."""
