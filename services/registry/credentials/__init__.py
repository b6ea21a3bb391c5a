"""Credentials: standards and rights a producer or product holds, each with its paper and a life of its own."""
