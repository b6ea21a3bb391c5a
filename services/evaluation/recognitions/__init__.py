"""Recognitions: what became of a product's certificate, as the registry publishes it, beside the case that would renew it."""
