"""Producers in the database, and who may see which."""

from __future__ import annotations

from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from law.places import plain
from programme.roles import OFFICERS, PRODUCER, acts_for
from services.registry.producers.lifecycle import State
from services.registry.producers.producer import Producer
from services.registry.seats.sight import Closed
from services.registry.seats.store import records_closed_to

ORDERS = Orders("name", name="sort_key", registered="registered_on")

producers: Collection[Producer] = Collection(
    Producer,
    "producers",
    indexes=[
        Index("place.path", "sort_key"),
        Index("tax_code", unique=True, where={"tax_code": {"$type": "string"}}),
        *ORDERS.indexes(),
    ],
)


def visible_to(by: Principal, closed: Closed) -> dict[str, Any]:
    """
    The producers a person may see with their personal data: their own, and those of their territory but for those
    from whose dossier they stood aside.
    """
    others = {"_id": {"$nin": sorted(closed.producers)}} if closed.producers else {}
    return any_of({"_id": {"$in": by.offices(PRODUCER)}}, {"place.path": within_any(by.offices(*OFFICERS)), **others})


def may_see(producer: Producer, by: Principal, closed: Closed) -> bool:
    """The same line as `visible_to`, for one in hand."""
    within = by.covers(producer.place.path, *OFFICERS) and producer.id not in closed.producers
    return within or acts_for(by, producer.id)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Producer:
    """Loads a producer for a person; raises NotFound when they may not see it, as if there were none."""
    found = await producers.find(unit, id)
    if found is None or not may_see(found, by, await records_closed_to(unit, by)):
        raise NotFound()
    return await producers.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    state: State | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Producer]:
    """The producers a person may see, in the order of the `turn`, else by name; `text`: with these words in it or their place."""
    visible = visible_to(by, await records_closed_to(unit, by))
    wanted = all_of(visible, {"state": state.value} if state else {}, words_in(text, "name", "place.name", "tax_code"))
    return await producers.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def like(unit: Unit, producer: Producer, by: Principal) -> list[Producer]:
    """Others, of those a person may see, that may be the same: the same name in another spelling."""
    same = {"sort_key": producer.sort_key, "_id": {"$ne": producer.id}}
    return await producers.select(unit, all_of(same, visible_to(by, await records_closed_to(unit, by))), limit=5)


async def named(unit: Unit, name: str, place: str) -> Producer | None:
    """The producer of a name, accents aside, at a place."""
    return await producers.first(unit, {"place.path": place, "sort_key": plain(name)})
