"""Recognitions in the database: a projection, only of certificates something was said of."""

from __future__ import annotations

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.recognitions.recognition import Recognition

recognitions: Collection[Recognition] = Collection(Recognition, "recognitions", indexes=[Index("product_id")])

MOST = 20
"""Certificates of one product that are looked at."""


async def of_product(unit: Unit, product_id: str) -> list[Recognition]:
    """What was said of a product's certificates."""
    return await recognitions.select(unit, {"product_id": product_id}, limit=MOST)
