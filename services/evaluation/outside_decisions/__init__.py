"""Outside decisions: what a higher office decided without this platform, entered from its signed paper by two persons."""
