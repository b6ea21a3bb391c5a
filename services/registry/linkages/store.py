"""Linkage contracts in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Iterable

from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from services.registry.linkages.lifecycle import State
from services.registry.linkages.linkage import Linkage
from services.registry.linkages.rules import MOST_LINKAGES
from services.registry.products.store import concerns_of, may_see_concern
from services.registry.seats.store import records_closed_to

ORDERS = Orders("until", until="until", recorded="recorded_on", goods="goods")
SEARCHED = ("goods", "partner_name", "producer_name", "product_name")
MOST_COUNTED = 2000
"""So many contracts are added up; beyond, the sums say that they are of the first ones."""

linkages: Collection[Linkage] = Collection(
    Linkage,
    "linkages",
    indexes=[
        Index("producer_id", "until"),
        Index("product_id", "until"),
        Index("place.path", "until"),
        Index("state", "until"),
        *ORDERS.indexes(),
    ],
)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Linkage:
    """Loads a contract for a person; raises NotFound when they may not see it, as if there were none."""
    found = await linkages.find(unit, id)
    if found is None or not may_see_concern(found, by, await records_closed_to(unit, by)):
        raise NotFound()
    return await linkages.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    of_kind: str = "",
    states: Iterable[State] = (),
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Linkage]:
    """The contracts a person may see, what ends first at the top; no state is any; `text`: in goods, partner, producer or product."""
    wanted = all_of(
        concerns_of(by, await records_closed_to(unit, by)),
        {"kind": of_kind} if of_kind else {},
        of_states(states),
        words_in(text, *SEARCHED),
    )
    return await linkages.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def in_force_seen_by(unit: Unit, by: Principal) -> list[Linkage]:
    """Those in force that a person may see: to add up, so many at most."""
    wanted = all_of(concerns_of(by, await records_closed_to(unit, by)), {"state": State.IN_FORCE.value})
    return await linkages.select(unit, wanted, limit=MOST_COUNTED)


async def of_producer(unit: Unit, producer_id: str) -> list[Linkage]:
    """All of a producer, whoever may see them: to decide, and for its own people."""
    return await linkages.select(unit, {"producer_id": producer_id}, sort=[("until", 1)], limit=MOST_LINKAGES)


async def alive_for(unit: Unit, producer_id: str, product_id: str) -> list[Linkage]:
    """Those in force today that speak for a product."""
    found = await of_producer(unit, producer_id)
    return [one for one in found if one.speaks_for(product_id) and one.alive_on(unit.today)]


async def about(unit: Unit, by: Principal, *, producer_id: str, product_id: str = "") -> list[Linkage]:
    """Those of a producer, or that speak for a product of it, that a person may see."""
    closed = await records_closed_to(unit, by)
    found = [one for one in await of_producer(unit, producer_id) if may_see_concern(one, by, closed)]
    return [one for one in found if not product_id or one.speaks_for(product_id)]


async def count_of(unit: Unit, producer_id: str) -> int:
    """How many a producer has."""
    return await linkages.count(unit, {"producer_id": producer_id}, most=MOST_LINKAGES)
