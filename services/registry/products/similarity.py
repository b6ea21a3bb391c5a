"""Whether two products may be the same one, by how alike their names and their producers' are. Pure."""

from __future__ import annotations

from services.registry.producers.similarity import ALIKE, alike
from services.registry.products.product import Product


def are_alike(one: Product, other: Product) -> bool:
    """Whether two may be the same product: names alike, and the same producer, or producers that are alike or not named."""
    if alike(one.name, other.name) < ALIKE:
        return False
    if one.producer_id == other.producer_id and one.producer_id:
        return True
    named = [maker for maker in (one.producer_name, other.producer_name) if maker]
    return len(named) < 2 or alike(*named) >= ALIKE
