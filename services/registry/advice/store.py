"""Advice in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable

from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.storage.filters import of_states, parts
from kit.work import Unit
from programme.roles import OFFICERS
from services.registry.advice.counsel import Counsel
from services.registry.advice.lifecycle import State
from services.registry.advice.rules import due_soon_until
from services.registry.products.store import concerns_of, may_see_concern
from services.registry.seats.store import records_closed_to

ORDERS = Orders("next", next="next_by", given="given_on")
SEARCHED = ("about", "next", "producer_name", "product_name")
MOST_OF_LINES = 2000

counsels: Collection[Counsel] = Collection(
    Counsel,
    "advice",
    indexes=[
        Index("producer_id", "given_on"),
        Index("product_id", "given_on"),
        Index("plan_line_id"),
        Index("place.path", "next_by"),
        Index("office", "state", "next_by"),
        *ORDERS.indexes(),
    ],
)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Counsel:
    """Loads an advice for a person; raises NotFound when they may not see it, as if there were none."""
    found = await counsels.find(unit, id)
    if found is None or not may_see_concern(found, by, await records_closed_to(unit, by)):
        raise NotFound()
    return await counsels.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    states: Iterable[State] = (),
    of_topic: str = "",
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Counsel]:
    """The advice a person may see, what is to follow first at the top; no state is any; `text`: in what it is about or whom."""
    wanted = all_of(
        concerns_of(by, await records_closed_to(unit, by)),
        of_states(states),
        {"topic": of_topic} if of_topic else {},
        words_in(text, *SEARCHED),
    )
    return await counsels.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def about(unit: Unit, by: Principal, *, producer_id: str = "", product_id: str = "") -> list[Counsel]:
    """Those about a producer or a product that a person may see, the newest first."""
    of_it = {"product_id": product_id} if product_id else {"producer_id": producer_id}
    closed = await records_closed_to(unit, by)
    found = await counsels.select(unit, of_it, sort=[("given_on", -1)], limit=50)
    return [one for one in found if may_see_concern(one, by, closed)]


async def of_lines(unit: Unit, by: Principal, lines: Iterable[str]) -> list[Counsel]:
    """Those that support some lines of plans, as far as a person may see them."""
    closed = await records_closed_to(unit, by)
    found: list[Counsel] = []
    for some in parts(lines):
        found += await counsels.select(unit, {"plan_line_id": {"$in": some}}, limit=MOST_OF_LINES)
    return [one for one in found if may_see_concern(one, by, closed)]


async def due_of_offices(unit: Unit, by: Principal, most: int) -> int:
    """How many of a person's own offices have something that is to follow soon, or should have."""
    wanted = {
        "office": {"$in": by.offices(*OFFICERS)},
        "state": State.OPEN.value,
        "next_by": {"$ne": None, "$lte": due_soon_until(unit.today).isoformat()},
    }
    return await counsels.count(unit, wanted, most=most)
