"""Changed papers in the database."""

from __future__ import annotations

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.changed_papers.changed_paper import ChangedPaper

MOST = 100
"""So many of a dossier are shown, the latest first: as many as the registry notes."""

changed: Collection[ChangedPaper] = Collection(
    ChangedPaper, "changed_papers", indexes=[Index("dossier_id", ("changed_on", -1))]
)


async def of_dossier(unit: Unit, dossier_id: str, *, most: int = MOST) -> list[ChangedPaper]:
    """What changed of a dossier's papers since it was handed in last, the latest first; `most`: 0 for all of them."""
    return await changed.select(unit, {"dossier_id": dossier_id}, sort=[("changed_on", -1), ("_id", -1)], limit=most)
