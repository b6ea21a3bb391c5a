"""Rights under way and decided in the database, and who may see which."""

from __future__ import annotations

from kit.identity import Principal
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.work import Unit
from services.registry.products.store import concerns_of, may_see_concern
from services.registry.rights.lifecycle import UNDER_WAY, State
from services.registry.rights.right import Right
from services.registry.rights.rules import MOST_RIGHTS
from services.registry.seats.store import records_closed_to

ORDERS = Orders("due", due="due_on", filed="filed_on", name="name")
SEARCHED = ("name", "application_number", "number", "producer_name", "product_name")
UNDER_WAY_NAMES = [state.value for state in UNDER_WAY]

rights: Collection[Right] = Collection(
    Right,
    "rights",
    indexes=[
        Index("producer_id", "filed_on"),
        Index("product_id", "filed_on"),
        Index("place.path", "due_on"),
        Index("application_number"),
        Index("state", "due_on"),
        *ORDERS.indexes(),
    ],
)


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Right:
    """Loads an application for a person; raises NotFound when they may not see it, as if there were none."""
    found = await rights.find(unit, id)
    if found is None or not may_see_concern(found, by, await records_closed_to(unit, by)):
        raise NotFound()
    return await rights.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    of_kind: str = "",
    state: State | None = None,
    helped: bool | None = None,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Right]:
    """
    The applications a person may see, what is due first at the top; `helped`: whether an office helped or filed; `text`: in
    name, numbers, producer or product.
    """
    wanted = all_of(
        concerns_of(by, await records_closed_to(unit, by)),
        {"kind": of_kind} if of_kind else {},
        {"state": state.value} if state else {},
        {} if helped is None else {"helped_by": {"$ne": None} if helped else None},
        words_in(text, *SEARCHED),
    )
    return await rights.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def of_producer(unit: Unit, producer_id: str) -> list[Right]:
    """All of a producer, whoever may see them: to decide, not to show."""
    return await rights.select(unit, {"producer_id": producer_id}, sort=[("filed_on", -1)], limit=MOST_RIGHTS)


async def about(unit: Unit, by: Principal, *, producer_id: str = "", product_id: str = "") -> list[Right]:
    """Those of a producer or a product that a person may see, the newest first."""
    of_it = {"product_id": product_id} if product_id else {"producer_id": producer_id}
    closed = await records_closed_to(unit, by)
    found = await rights.select(unit, of_it, sort=[("filed_on", -1)], limit=50)
    return [one for one in found if may_see_concern(one, by, closed)]


async def with_number(unit: Unit, application_number: str) -> Right | None:
    """The application with a number."""
    return await rights.first(unit, {"application_number": application_number})


async def count_of(unit: Unit, producer_id: str, place: str) -> int:
    """How many a producer has, or without one an office."""
    of_it = {"producer_id": producer_id} | ({} if producer_id else {"place.path": place})
    return await rights.count(unit, of_it, most=MOST_RIGHTS)


async def overdue(unit: Unit, by: Principal, most: int) -> int:
    """How many a person may see whose step is later than it may be."""
    late = {"state": {"$in": UNDER_WAY_NAMES}, "due_on": {"$ne": None, "$lt": unit.today.isoformat()}}
    return await rights.count(unit, all_of(concerns_of(by, await records_closed_to(unit, by)), late), most=most)
