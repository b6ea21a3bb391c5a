"""Lists that were sent and their lines in the database, and who may see which."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import Forbidden, NotFound
from kit.storage import Collection, Index, Page, any_of
from kit.work import Unit
from programme.roles import RECOGNISERS
from services.registry.recognitions.lifecycle import State
from services.registry.recognitions.sent_list import Line, Phase, SentList

BATCH = 50
"""Lines that are loaded at a time."""
UNDER_WAY = (State.CHECKING, State.ENTERING, State.UNDOING)

lists: Collection[SentList] = Collection(
    SentList,
    "sent_lists",
    indexes=[
        Index("offices", ("sent_at", -1)),
        Index("by.id", ("sent_at", -1)),
        Index("state", "sent_at"),
        Index("sent_at", "_id"),
    ],
)
lines: Collection[Line] = Collection(
    Line,
    "sent_list_lines",
    indexes=[
        Index("list_id", "reading", "number"),
        Index("list_id", "check.product_id"),
        Index("list_id", "entry.certificate_id"),
    ],
)


def require_recogniser(by: Principal) -> None:
    """Raises Forbidden for who recognises nothing."""
    if not by.has(*RECOGNISERS):
        raise Forbidden()


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> SentList:
    """Loads a list for who sent it or stands above the office it was sent for; raises Forbidden, NotFound, Stale."""
    require_recogniser(by)
    found = await lists.find(unit, id)
    if found is None or not (found.by.id == by.id or any(by.covers(office, *RECOGNISERS) for office in found.offices)):
        raise NotFound()
    return await lists.get(unit, id, expected) if expected is not None else found


async def known_to(unit: Unit, by: Principal, *, after: str | None = None, limit: int = 25) -> Page[SentList]:
    """The lists a person may see, the latest first; raises Forbidden."""
    require_recogniser(by)
    wanted = any_of({"by.id": by.id}, {"offices": within_any(by.offices(*RECOGNISERS))})
    return await lists.page(unit, wanted, sort=("sent_at", -1), after=after, limit=limit)


async def under_way(unit: Unit) -> list[SentList]:
    """The lists with something left to do, the oldest first."""
    return await lists.select(
        unit, {"state": {"$in": [state.value for state in UNDER_WAY]}}, [("sent_at", 1)], limit=20
    )


async def by_state(unit: Unit) -> dict[State, int]:
    """How many lists are in each state, counted from an index alone."""
    stages: list[dict[str, Any]] = [{"$sort": {"state": 1}}, {"$group": {"_id": "$state", "lists": {"$sum": 1}}}]
    return {State(row["_id"]): row["lists"] async for row in lists.raw(unit).aggregate(stages)}


async def lines_left(unit: Unit, found: SentList) -> int:
    """How many lines of a list under way have still to be worked on; of one that is taken back, those that entered something."""
    if found.state is State.UNDOING:
        entered = {"entry.outcome": {"$in": ["added", "joined"]}}
        return await lines.count(unit, _of(found) | entered | {"undo": None})
    return found.total - await lines.count(unit, _of(found) | {found.phase: {"$ne": None}})


async def lines_of(
    unit: Unit, found: SentList, *, only: str | None = None, after: int = 0, limit: int = BATCH
) -> list[Line]:
    """The lines of a list after one, in their order; `only`: of one outcome."""
    wanted = _of(found) | {"number": {"$gt": after}} | ({f"{found.phase}.outcome": only} if only else {})
    return await lines.select(unit, wanted, [("number", 1)], limit=limit)


async def lines_to_undo(unit: Unit, found: SentList, *, before: int, limit: int = BATCH) -> list[Line]:
    """The lines that entered something, from the last to the first."""
    wanted = _of(found) | {"number": {"$lt": before}, "entry.outcome": {"$in": ["added", "joined"]}}
    return await lines.select(unit, wanted, [("number", -1)], limit=limit)


async def all_lines(unit: Unit, found: SentList, *, only: str) -> AsyncIterator[Line]:
    """Every line of one outcome."""
    after = 0
    while some := await lines_of(unit, found, only=only, after=after, limit=500):
        for line in some:
            yield line
        after = some[-1].number


async def tally(unit: Unit, found: SentList, phase: Phase) -> dict[str, int]:
    """How many lines had each outcome in a phase."""
    outcomes = ("undone", "stays") if phase == "undo" else ("added", "joined", "known", "refused")
    return {one: await lines.count(unit, _of(found) | {f"{phase}.outcome": one}) for one in outcomes}


async def read_so_far(unit: Unit, found: SentList) -> int:
    """How many of its lines are kept."""
    return await lines.count(unit, _of(found))


async def earlier_of(unit: Unit, line: Line, product_id: str) -> list[Line]:
    """Lines of the list before one that enter, join or know the same product."""
    wanted = {"list_id": line.list_id, "check.product_id": product_id, "reading": line.reading}
    return await lines.select(unit, wanted | {"number": {"$lt": line.number}}, limit=200)


async def entered_by_list(unit: Unit, list_id: str, certificate_id: str) -> bool:
    """Whether a list entered a certificate."""
    return bool(await lines.first(unit, {"list_id": list_id, "entry.certificate_id": certificate_id}))


def _of(found: SentList) -> dict[str, Any]:
    return {"list_id": found.id, "reading": found.reading}
