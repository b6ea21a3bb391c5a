"""Published priority lists in the database, and who may see which: the officers of their office and of those above it."""

from __future__ import annotations

from kit.identity import Principal, within_any
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn
from kit.work import Unit
from programme.roles import OFFICERS
from services.reporting.priorities.priority_list import PriorityList

ORDERS = Orders("-published", published="published_at", year="year")

lists: Collection[PriorityList] = Collection(
    PriorityList,
    "priority_lists",
    indexes=[Index("office", "year", "edition", unique=True), *ORDERS.indexes()],
)


async def known_to(unit: Unit, by: Principal, turn: Turn) -> Page[PriorityList]:
    """The lists of a person's offices and of those below, the newest first. Raises Forbidden."""
    return await lists.turned(unit, visible_to(by), turn)


async def seen_by(unit: Unit, id: str, by: Principal) -> PriorityList:
    """Loads a list for a person; raises Forbidden, NotFound when they may not see it."""
    return await lists.get(unit, id, within=visible_to(by))


def visible_to(by: Principal) -> dict[str, object]:
    """The lists of a person's offices and of those below. Raises Forbidden for who works for no office."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    return {"office": within_any(own)}


async def newest(unit: Unit, office: str, year: int) -> PriorityList | None:
    """The last edition of an office's list of a year."""
    return await lists.first(unit, {"office": office, "year": year}, sort=[("edition", -1)])
