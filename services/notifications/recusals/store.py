"""Recusals in the database, asked for by the person or by the dossier."""

from __future__ import annotations

from kit.identity import Principal
from kit.storage import Collection, Index
from kit.work import Unit
from services.notifications.recusals.recusals import CaseRecusals

recusals: Collection[CaseRecusals] = Collection(
    CaseRecusals, "recusals", indexes=[Index("people"), Index("dossier_id")]
)


async def closed_to(unit: Unit, by: Principal) -> list[str]:
    """The dossiers, by id, from which a person stood aside, at whichever office it was."""
    found = await recusals.select(unit, {"people": by.id}, limit=0)
    return sorted({one.dossier_id for one in found})


async def aside_from(unit: Unit, dossier_id: str) -> frozenset[str]:
    """The people who stood aside from a dossier, by id."""
    found = await recusals.select(unit, {"dossier_id": dossier_id}, limit=0)
    return frozenset(person for one in found for person in one.people)
