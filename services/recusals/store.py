"""Recusals in the database, asked for by the person who stood aside or by the dossier."""

from __future__ import annotations

from kit.identity import Principal
from kit.storage import Collection, Index
from kit.work import Unit
from services.recusals.case_recusals import CaseRecusals

recusals: Collection[CaseRecusals] = Collection(
    CaseRecusals, "recusals", indexes=[Index("people"), Index("dossier_id")]
)


async def aside_from(unit: Unit, dossier_id: str) -> frozenset[str]:
    """The people, by id, who stood aside from a dossier."""
    found = await recusals.select(unit, {"dossier_id": dossier_id}, limit=0)
    return frozenset(person for one in found for person in one.people)


async def closed_to(unit: Unit, by: Principal) -> frozenset[str]:
    """
    The dossiers, by id, that are closed to a person: whoever stood aside from one of a dossier's cases stands aside
    from all of them, at every office and for good.
    """
    found = await recusals.select(unit, {"people": by.id}, limit=0)
    return frozenset(one.dossier_id for one in found)
