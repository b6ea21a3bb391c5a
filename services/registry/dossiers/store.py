"""Dossiers in the database, and who may see which."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, is_within, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Page, Unit
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import LIFECYCLE, State
from services.registry.roles import COUNCIL, OFFICERS, PRODUCER, acts_for

dossiers: Collection[Dossier] = Collection(
    Dossier,
    "dossiers",
    indexes=[
        Index("producer_id", "opened_at"),
        Index("place.path", "opened_at"),
        Index("product_id", "opened_at"),
        Index("number", unique=True, where={"number": {"$type": "string"}}),
    ],
)

OPEN = frozenset(state for state in LIFECYCLE.states if LIFECYCLE.may(state))
"""States from which something may still happen."""


def visible_to(by: Principal) -> dict[str, Any]:
    """Their own in any state; those of their territory, or before their council, once they were handed in."""
    handed_in = {"state": {"$ne": State.DRAFT.value}}
    return {
        "$or": [
            {"producer_id": {"$in": by.offices(PRODUCER)}},
            {"$and": [{"place.path": within_any(by.offices(*OFFICERS, *COUNCIL))}, handed_in]},
        ]
    }


def may_see(dossier: Dossier, by: Principal) -> bool:
    """The same line as `visible_to`, for one in hand."""
    if acts_for(by, dossier.producer_id):
        return True
    offices = by.offices(*OFFICERS, *COUNCIL)
    return dossier.state is not State.DRAFT and any(is_within(dossier.place.path, office) for office in offices)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Dossier:
    """This will load a dossier for a person; raises NotFound when they may not see it, as if there were none."""
    found = await dossiers.find(unit, id)
    if found is None or not may_see(found, by):
        raise NotFound()
    return await dossiers.get(unit, id, expected) if expected is not None else found


async def own(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Dossier:
    """This will load a dossier for its producer's own person; raises NotFound for anybody else."""
    found = await dossiers.find(unit, id)
    if found is None or not acts_for(by, found.producer_id):
        raise NotFound()
    return await dossiers.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit, by: Principal, *, state: State | None = None, after: str | None = None, limit: int = 50
) -> Page[Dossier]:
    """The dossiers a person may see, newest first."""
    wanted: dict[str, Any] = visible_to(by)
    if state:
        wanted = {"$and": [wanted, {"state": state.value}]}
    return await dossiers.page(unit, wanted, sort=("opened_at", -1), after=after, limit=limit)


async def open_one(unit: Unit, product_id: str) -> Dossier | None:
    """The product's dossier that is not finished, if there is one."""
    states = sorted(state.value for state in OPEN)
    return await dossiers.first(unit, {"product_id": product_id, "state": {"$in": states}})


async def open_of_producer(unit: Unit, producer_id: str) -> Dossier | None:
    """A dossier of the producer that is not finished, if there is one."""
    states = sorted(state.value for state in OPEN)
    return await dossiers.first(unit, {"producer_id": producer_id, "state": {"$in": states}})


async def of_product(unit: Unit, product_id: str, by: Principal) -> list[Dossier]:
    """The dossiers of a product that a person may see, newest first."""
    wanted = {"$and": [{"product_id": product_id}, visible_to(by)]}
    return await dossiers.select(unit, wanted, sort=[("opened_at", -1)])
