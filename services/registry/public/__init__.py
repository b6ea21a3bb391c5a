"""The public's view: the search, the product page a QR code leads to, and their JSON."""
