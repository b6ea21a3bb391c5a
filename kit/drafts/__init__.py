"""Drafts of forms: what a person wrote and has not sent, kept by each service for that person alone."""
