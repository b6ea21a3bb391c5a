"""Inspections and plans in the database, and who may see which: what is not over is told to nobody who will be inspected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.work import Unit
from programme.roles import OFFICERS, PRODUCER, acts_for
from services.registry.inspections.inspection import Inspection
from services.registry.inspections.lifecycle import OPEN, SETTLED, State
from services.registry.seats.sight import Closed
from services.registry.seats.store import records_closed_to

ORDERS = Orders("-on", on="on", producer="producer_name")
SEARCHED = ("producer_name", "product_name", "record.number")
MOST_OF_ONE = 100
"""So many inspections of one producer, and so many visits of one plan's line, are looked at."""
MOST_OF_PLAN = 2_000

inspections: Collection[Inspection] = Collection(
    Inspection,
    "inspections",
    indexes=[
        Index("producer_id", ("on", -1)),
        Index("product_id", ("on", -1)),
        Index("place.path", ("on", -1)),
        Index("office", "state", "due_on"),
        Index("state", "due_on"),
        Index("plan_id", "line_id"),
        Index("reported.agency_report_id", unique=True, where={"reported.agency_report_id": {"$type": "string"}}),
        *ORDERS.indexes(),
    ],
)

_SETTLED = {"state": {"$in": [one.value for one in SETTLED]}}
_OTHERWISE = {"state": {"$in": [one.value for one in State if one not in SETTLED and one is not State.WITHDRAWN]}}


def may_see(inspection: Inspection, by: Principal, closed: Closed) -> bool:
    """
    Whether a person sees it. Its producer's people: once it is over, whatever else they are. Officers: those of its place
    once it is over, before that those of the office that inspects and of offices above it; but for who stood aside.
    """
    over = inspection.state in SETTLED
    if acts_for(by, inspection.producer_id):
        return over
    if inspection.producer_id in closed.producers or inspection.product_id in closed.products:
        return False
    if over and by.covers(inspection.place.path, *OFFICERS):
        return True
    return inspection.state is not State.WITHDRAWN and by.covers(inspection.office, *OFFICERS)


def visible_to(by: Principal, closed: Closed) -> dict[str, Any]:
    """The same line as `may_see`, for many."""
    own = by.offices(PRODUCER)
    of_own = {"producer_id": {"$in": own}, **_SETTLED}
    if not by.has(*OFFICERS):
        return of_own
    aside: dict[str, Any] = {}
    if hidden := sorted({*own, *closed.producers}):
        aside["producer_id"] = {"$nin": hidden}
    if closed.products:
        aside["product_id"] = {"$nin": sorted(closed.products)}
    within = within_any(by.offices(*OFFICERS))
    ways = [{"place.path": within, **_SETTLED, **aside}, {"office": within, **_OTHERWISE, **aside}]
    return any_of(*ways, *([of_own] if own else []))


async def seen_by(unit: Unit, id: str, by: Principal, expected: int | None = None) -> Inspection:
    """Loads an inspection for a person; raises NotFound when they may not see it, as if there were none."""
    found = await inspections.find(unit, id)
    if found is None or not may_see(found, by, await records_closed_to(unit, by)):
        raise NotFound()
    return await inspections.get(unit, id, expected) if expected is not None else found


async def known_to(
    unit: Unit,
    by: Principal,
    *,
    state: State | None = None,
    scope: str = "",
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Inspection]:
    """The inspections a person may see, the latest first; `text`: in producer, product or number of the record."""
    wanted = all_of(
        visible_to(by, await records_closed_to(unit, by)),
        {"state": state.value} if state else {},
        {"scopes": scope} if scope else {},
        words_in(text, *SEARCHED),
    )
    return await inspections.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def of_producer(unit: Unit, producer_id: str, by: Principal, limit: int = 20) -> list[Inspection]:
    """A producer's inspections that a person may see, the latest first."""
    wanted = all_of({"producer_id": producer_id}, visible_to(by, await records_closed_to(unit, by)))
    return await inspections.select(unit, wanted, sort=[("on", -1)], limit=limit)


async def of_product(unit: Unit, product_id: str, producer_id: str, by: Principal, limit: int = 20) -> list[Inspection]:
    """Those of a product, or of all of its producer, that a person may see, the latest first."""
    about = {"producer_id": producer_id, "product_id": {"$in": [product_id, None]}}
    wanted = all_of(about, visible_to(by, await records_closed_to(unit, by)))
    return await inspections.select(unit, wanted, sort=[("on", -1)], limit=limit)


async def due_for(unit: Unit, by: Principal, until: date, most: int = 1_000) -> int:
    """How many visits of a person's own offices are due up to a day: to be held, or to be recorded."""
    return await inspections.count(unit, all_of(_due(by.offices(*OFFICERS), until), _others(by)), most=most)


async def due_list(unit: Unit, by: Principal, until: date, limit: int = 50) -> list[Inspection]:
    """Those visits, the most overdue first."""
    wanted = all_of(_due(by.offices(*OFFICERS), until), _others(by))
    return await inspections.select(unit, wanted, sort=[("due_on", 1)], limit=limit)


def _due(offices: Sequence[str], until: date) -> dict[str, Any]:
    return {
        "office": {"$in": list(offices)},
        "state": {"$in": [one.value for one in OPEN]},
        "due_on": {"$ne": None, "$lte": until.isoformat()},
    }


def _others(by: Principal) -> dict[str, Any]:
    own = by.offices(PRODUCER)
    return {"producer_id": {"$nin": own}} if own else {}


async def planned_in_year(unit: Unit, producer_id: str, year: int) -> list[Inspection]:
    """A producer's visits of plans, whosever, held or to be held in a year."""
    wanted = {
        "producer_id": producer_id,
        "plan_id": {"$ne": None},
        "state": {"$in": [State.SCHEDULED.value, State.CHECKED.value, State.COMPLETED.value]},
        "on": {"$gte": date(year, 1, 1).isoformat(), "$lte": date(year, 12, 31).isoformat()},
    }
    return await inspections.select(unit, wanted, limit=MOST_OF_ONE)


async def of_plan(unit: Unit, plan_id: str) -> list[Inspection]:
    """The visits of a plan's lines that were not cancelled."""
    wanted = {"plan_id": plan_id, "state": {"$ne": State.CANCELLED.value}}
    return await inspections.select(unit, wanted, limit=MOST_OF_PLAN)


async def unplanned_held(unit: Unit, office: str, year: int) -> int:
    """How many visits beside its plan an office held in a year."""
    wanted = {
        "office": office,
        "state": State.COMPLETED.value,
        "plan_id": None,
        "on": {"$gte": date(year, 1, 1).isoformat(), "$lte": date(year, 12, 31).isoformat()},
    }
    return await inspections.count(unit, wanted)


async def by_report(unit: Unit, agency_report_id: str) -> Inspection | None:
    """What an agency's report became."""
    return await inspections.first(unit, {"reported.agency_report_id": agency_report_id})


async def every_of_producer(unit: Unit, producer_id: str) -> list[Inspection]:
    """All of a producer, whoever may see them: to follow when its record moves."""
    return await inspections.select(unit, {"producer_id": producer_id}, limit=0)


async def every_of_product(unit: Unit, product_id: str) -> list[Inspection]:
    """All about a product, whoever may see them: to follow when its record moves."""
    return await inspections.select(unit, {"product_id": product_id}, limit=0)


async def settled_among(unit: Unit, producers: Iterable[str]) -> list[Inspection]:
    """What is over, of some producers: to weigh when the next plan is made."""
    wanted = {"producer_id": {"$in": sorted(producers)}, **_SETTLED}
    return await inspections.select(unit, wanted, sort=[("on", -1)], limit=0)


async def due_by_stage(unit: Unit, until: date) -> dict[str, int]:
    """How many visits are due up to a day, by state."""
    stages = [
        {"$match": {"state": {"$in": [one.value for one in OPEN]}, "due_on": {"$ne": None, "$lte": until.isoformat()}}},
        {"$group": {"_id": "$state", "rows": {"$sum": 1}}},
    ]
    rows = inspections.raw(unit).aggregate(stages, session=unit.session)
    return {row["_id"]: row["rows"] async for row in rows}


async def longest_due(unit: Unit, state: State) -> date | None:
    """Since when the longest overdue visit of a state is due; None where none is in it."""
    found = await inspections.select(
        unit, {"state": state.value, "due_on": {"$ne": None}}, sort=[("due_on", 1)], limit=1
    )
    return found[0].due_on if found else None
