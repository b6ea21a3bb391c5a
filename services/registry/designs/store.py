"""Designs in the database: of the gallery whoever is signed in sees, of others their producer and its offices."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER
from services.registry.designs.design import Design
from services.registry.designs.lifecycle import State
from services.registry.seats.store import records_closed_to

ORDERS = Orders("-entered", entered="entered_on", name="name", taken="taken_up")

designs: Collection[Design] = Collection(
    Design,
    "designs",
    indexes=[
        Index("producer_id", "state"),
        Index("place.path", "entered_on"),
        Index("state", "entered_on"),
        *ORDERS.indexes(),
    ],
)


async def managed(unit: Unit, by: Principal) -> dict[str, Any]:
    """
    A person's own, what was handed in of an officer's territory but of producers from whose dossier they stood aside, and what
    an office entered for its producer.
    """
    closed = await records_closed_to(unit, by)
    handed_in: dict[str, Any] = {"state": {"$ne": State.DRAFT.value}, "place.path": within_any(by.offices(*OFFICERS))}
    if closed.producers:
        handed_in |= {"producer_id": {"$nin": sorted(closed.producers)}}
    helped = {"supported_by": {"$in": by.offices(*OFFICERS)}}
    return any_of({"producer_id": {"$in": by.offices(PRODUCER)}}, handed_in, helped)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """What a person manages, and the gallery."""
    gallery: dict[str, Any] = {"state": State.PUBLISHED.value} if by.has(PRODUCER, *OFFICERS) else {"_id": ""}
    return any_of(await managed(unit, by), gallery)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Design:
    """Loads a design for a person; raises NotFound, Stale."""
    return await designs.get(unit, id, expected, within=await visible_to(unit, by))


async def managed_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Design:
    """Loads a design for its producer or its offices; raises NotFound, Stale."""
    return await designs.get(unit, id, expected, within=await managed(unit, by))


async def known_to(
    unit: Unit, by: Principal, turn: Turn, *, state: State | None = None, text: str = ""
) -> Page[Design]:
    """The gallery and what a person manages, in the order of the turn."""
    wanted = {"state": state.value} if state else {"state": {"$ne": State.WITHDRAWN.value}}
    named = words_in(text, "name", "producer_name", "description")
    return await designs.turned(unit, all_of(await visible_to(unit, by), wanted, named), turn)


async def count_waiting(unit: Unit, producer_id: str) -> int:
    """How many designs of a producer are in draft or wait for the office."""
    waiting = {"$in": [State.DRAFT.value, State.OFFERED.value]}
    return await designs.count(unit, {"producer_id": producer_id, "state": waiting})


async def offered_to(unit: Unit, by: Principal) -> int:
    """How many designs wait for an officer."""
    wanted = all_of(await managed(unit, by), {"state": State.OFFERED.value})
    return await designs.count(unit, wanted, most=1000)
