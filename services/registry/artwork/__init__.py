"""Artwork of the mark: the files an office uploads, handed out for a product only while its certificate lives."""
