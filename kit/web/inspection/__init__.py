"""Files of strangers opened in a process of its own, within bounds: whether they open, and what a browser can show of them."""
