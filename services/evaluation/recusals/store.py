"""Recusals in the database, asked for by the person who stood aside."""

from __future__ import annotations

from kit.identity import Principal
from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.recusals.recusals import CaseRecusals

recusals: Collection[CaseRecusals] = Collection(CaseRecusals, "recusals", indexes=[Index("people")])


async def who_stood_aside(unit: Unit, dossier_id: str, people: set[str]) -> frozenset[str]:
    """Those of some people, by id, to whom a dossier is closed."""
    found = await recusals.select(unit, {"people": {"$in": sorted(people)}, "dossier_id": dossier_id}, limit=0)
    return frozenset(person for one in found for person in one.people if person in people)


async def closed_to(unit: Unit, by: Principal) -> frozenset[str]:
    """
    The dossiers, by id, that are closed to a person: whoever stood aside from one of a dossier's cases stands aside
    from all of them, at every office and for good.
    """
    found = await recusals.select(unit, {"people": by.id}, limit=0)
    return frozenset(one.dossier_id for one in found)
