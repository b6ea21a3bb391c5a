"""What is known for priority lists, and the lists, in the database; and who may see which: officers, of their territory."""

from __future__ import annotations

from collections.abc import Iterable

from kit.identity import Principal, within_any
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn
from kit.storage.filters import parts
from kit.work import Unit
from law.places import CENTRE
from programme.roles import OFFICERS
from services.reporting.priorities.candidate import Candidate, Holding
from services.reporting.priorities.priority_list import PriorityList

ORDERS = Orders("-published", published="published_at", year="year")

candidates: Collection[Candidate] = Collection(
    Candidate, "priority_candidates", indexes=[Index("root"), Index("producer_id")]
)
holdings: Collection[Holding] = Collection(Holding, "priority_holdings", indexes=[Index("producer_id")])
lists: Collection[PriorityList] = Collection(
    PriorityList,
    "priority_lists",
    indexes=[Index("office", "year", "edition", unique=True), *ORDERS.indexes()],
)


async def may_be_placed(unit: Unit, area: str) -> list[Candidate]:
    """The products of the province of a place, gone ones left out; whether each lies at the place is for the rules."""
    wanted = {} if area == CENTRE else {"root": area.partition("/")[0]}
    return await candidates.select(unit, {**wanted, "gone": False, "ended": False}, limit=0)


async def held_by(unit: Unit, producers: Iterable[str]) -> dict[str, list[Holding]]:
    """What each producer and its products hold."""
    found: dict[str, list[Holding]] = {}
    for some in parts(sorted(set(producers))):
        for one in await holdings.select(unit, {"producer_id": {"$in": some}}, limit=0):
            found.setdefault(one.producer_id, []).append(one)
    return found


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
