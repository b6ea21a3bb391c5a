"""Designs of gift bags and labels that a producer offers to the province's gallery, for other producers to take up."""
