"""Regulations: by what an office's councils count, and in what time they act; confirmed once by the office as its own."""
