"""Revocations: from a proposal to the paper collected, by decisions over one or many certificates."""
