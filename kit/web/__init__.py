"""The web: the HTTP application, its pages and its problems, the same for every service."""
