"""Uses of the mark in the database, and who may see which: the producer's people, and the offices of its place."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER
from services.registry.marks.lifecycle import ALIVE
from services.registry.marks.mark_use import MarkUse, Waits
from services.registry.marks.rules import MOST_ALIVE
from services.registry.seats.store import records_closed_to

ORDERS = Orders("due", due="due_on", registered="registered_on", product="product_name")
_LIVING = {"state": {"$in": [state.value for state in ALIVE]}}

uses: Collection[MarkUse] = Collection(
    MarkUse,
    "mark_uses",
    indexes=[
        Index("product_id", "state"),
        Index("producer_id", "due_on"),
        Index("place.path", "due_on"),
        Index("waits", "due_on"),
        *ORDERS.indexes(),
    ],
)


async def visible_to(unit: Unit, by: Principal) -> dict[str, Any]:
    """A person's own, and those of an officer's territory but of products from whose dossier they stood aside."""
    closed = await records_closed_to(unit, by)
    others = {"product_id": {"$nin": sorted(closed.products)}} if closed.products else {}
    within = {"place.path": within_any(by.offices(*OFFICERS)), **others}
    return any_of({"producer_id": {"$in": by.offices(PRODUCER)}}, within)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> MarkUse:
    """Loads a use for a person; raises NotFound, Stale."""
    return await uses.get(unit, id, expected, within=await visible_to(unit, by))


async def known_to(
    unit: Unit, by: Principal, turn: Turn, *, waits: Waits | None = None, alive: bool = False, text: str = ""
) -> Page[MarkUse]:
    """The uses a person may see, in the order of the turn; `waits`: those that wait for it."""
    wanted = {"waits": waits.value} if waits else _LIVING if alive else {}
    named = words_in(text, "product_name", "producer_name", "what")
    return await uses.turned(unit, all_of(await visible_to(unit, by), wanted, named), turn)


async def alive_of(unit: Unit, product_id: str) -> list[MarkUse]:
    """The uses of a product that are not ended, longest on file first."""
    return await uses.select(unit, {"product_id": product_id, **_LIVING}, sort=[("id", 1)], limit=MOST_ALIVE)


async def count_alive(unit: Unit, product_id: str) -> int:
    """How many uses of a product are followed."""
    return await uses.count(unit, {"product_id": product_id, **_LIVING})


async def of_product(unit: Unit, product_id: str) -> list[MarkUse]:
    """Every use of a product there was, as many as one transaction moves."""
    return await uses.select(unit, {"product_id": product_id}, sort=[("id", 1)])


async def seen_of_product(unit: Unit, product_id: str, by: Principal) -> list[MarkUse]:
    """The living uses of a product that a person may see, what is due first."""
    wanted = all_of({"product_id": product_id, **_LIVING}, await visible_to(unit, by))
    return await uses.select(unit, wanted, sort=[("due_on", 1)], limit=MOST_ALIVE)


async def due_of_producer(unit: Unit, producer_id: str, by: Principal) -> list[MarkUse]:
    """The uses of a producer that have to disappear or wait for it, what is due first."""
    wanted = all_of({"producer_id": producer_id, "waits": {"$ne": None}}, await visible_to(unit, by))
    return await uses.select(unit, wanted, sort=[("due_on", 1)], limit=MOST_ALIVE)


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many uses of an officer's territory wait for an answer, or for something that is late."""
    late = {"waits": {"$ne": None}, "due_on": {"$ne": None, "$lt": unit.today.isoformat()}}
    wanted = any_of({"waits": Waits.ANSWER.value}, late)
    return await uses.count(unit, all_of(await visible_to(unit, by), wanted), most=1000)


async def waiting(unit: Unit, waits: Waits) -> tuple[int, date | None]:
    """How many uses wait for something, and the earliest day by which one should have it."""
    wanted = {"waits": waits.value}
    earliest = await uses.first(unit, {**wanted, "due_on": {"$ne": None}}, sort=[("due_on", 1)])
    return await uses.count(unit, wanted), earliest.due_on if earliest else None
