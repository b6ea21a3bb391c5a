"""Requests of shops, fairs and press to use the mark: asked in writing, answered in writing."""
