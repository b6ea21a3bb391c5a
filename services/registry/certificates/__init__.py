"""Certificates: recognitions and their life."""
