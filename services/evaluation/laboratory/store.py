"""Laboratory results in the database."""

from __future__ import annotations

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.laboratory.result import LabResult

MOST = 20
"""So many of a product are shown, the newest first."""

results: Collection[LabResult] = Collection(LabResult, "lab_results", indexes=[Index("product_id", ("sampled_on", -1))])


async def of_product(unit: Unit, product_id: str) -> list[LabResult]:
    """The results of a product, the newest first."""
    return await results.select(unit, {"product_id": product_id}, sort=[("sampled_on", -1)], limit=MOST)
