"""Editions of the law in a service's database."""

from __future__ import annotations

from kit.storage import Collection
from kit.work import Unit
from services.editions.edition import LawEdition

editions: Collection[LawEdition] = Collection(LawEdition, "law_editions")

MOST = 500
"""Editions a process reads: a handful a year, for as long as the programme lives."""


async def ids_kept(unit: Unit) -> set[str]:
    """The ids of the editions kept."""
    found = editions.raw(unit).find({}, {"_id": 1}, session=unit.session).limit(MOST)
    return {document["_id"] async for document in found}


async def unpublished(unit: Unit) -> list[LawEdition]:
    """What the other services do not have yet."""
    return await editions.select(unit, {"published": False}, sort=[("id", 1)], limit=MOST)
