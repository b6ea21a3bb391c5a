"""Activities in the database, and who may see which: the office, those above it, and of what is public everybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import Forbidden
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import of_states
from kit.work import Unit
from programme.roles import OFFICERS
from services.reporting.activities.activity import Activity, Import
from services.reporting.activities.lifecycle import State

ORDERS = Orders("-day", day="first", name="name")

activities: Collection[Activity] = Collection(
    Activity,
    "activities",
    indexes=[
        Index("office", "kind", "first", "name", unique=True, where={"state": State.RECORDED.value}),
        Index("office", "state"),
        Index("public", "state"),
        Index("state", "recorded_at"),
        Index("agency_report_id"),
        *ORDERS.indexes(),
    ],
)
imports: Collection[Import] = Collection(Import, "activity_imports", indexes=[Index("office", "at")])
MOST_OF_A_MONTH = 500


def visible_to(by: Principal | None) -> dict[str, Any]:
    """The activities of a person's offices and of those below; of the others what is public."""
    public: dict[str, Any] = {"public": True, "state": State.RECORDED.value}
    own = by.offices(*OFFICERS) if by else []
    return any_of({"office": within_any(own)}, public) if own else public


def is_inside(activity: Activity, by: Principal | None) -> bool:
    """Whether a person is an officer of the activity's office or of one above: they see its papers, remarks and editions too."""
    return by is not None and by.covers(activity.office, *OFFICERS)


async def seen_by(unit: Unit, activity_id: str, by: Principal | None, expected: int | None = None) -> Activity:
    """Loads an activity for a person; raises NotFound, Stale."""
    return await activities.get(unit, activity_id, expected, within=visible_to(by))


async def known_to(
    unit: Unit,
    by: Principal | None,
    turn: Turn,
    *,
    states: Iterable[State] = (),
    kind: str = "",
    year: int | None = None,
    place: str = "",
    text: str = "",
) -> Page[Activity]:
    """The activities a person sees, newest first. `place`: of the offices there and below."""
    days = {"first": {"$gte": f"{year:04}-01-01", "$lte": f"{year:04}-12-31"}} if year else {}
    asked = {"kind": kind} if kind else {}
    there = {"office": within_any([place])} if place else {}
    wanted = all_of(visible_to(by), of_states(states), asked, days, there, words_in(text, "name"))
    return await activities.turned(unit, wanted, turn)


async def of_month(unit: Unit, by: Principal | None, first: date, last: date) -> list[Activity]:
    """What was held between two days, in order."""
    days = {"first": {"$lte": last.isoformat(), "$gte": first.isoformat()}}
    wanted = all_of(visible_to(by), of_states([State.RECORDED]), days)
    return await activities.select(unit, wanted, sort=[("first", 1), ("_id", 1)], limit=MOST_OF_A_MONTH)


async def same(unit: Unit, one: Activity) -> Activity | None:
    """The office's record of the same kind, day and name, where there is one."""
    names = ("office", "kind", "name")
    wanted = {name: getattr(one, name) for name in names} | {"first": one.first.isoformat()}
    return await activities.first(unit, {**wanted, "state": State.RECORDED.value})


async def known_keys(unit: Unit, office: str, kind: str, since: date, sha256: str) -> set[tuple[str, str]]:
    """
    Name and day of what an office recorded of a kind since a day, also as it was before corrections; of what was struck only
    what came with this very list.
    """
    one = any_of({"state": State.RECORDED.value}, {"state": State.STRUCK.value, "imported": sha256})
    wanted = all_of({"office": office, "kind": kind, "first": {"$gte": since.isoformat()}}, one)
    found = await activities.select(unit, wanted)
    keys = {(one.name, one.first.isoformat()) for one in found}
    return keys | {(was.said.name, was.said.first.isoformat()) for one in found for was in one.earlier}


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many that other agencies reported wait for a person's own offices."""
    own = by.offices(*OFFICERS)
    return await activities.count(unit, {"office": {"$in": own}, "state": State.DRAFT.value}) if own else 0


async def import_seen_by(unit: Unit, import_id: str, by: Principal) -> Import:
    """Loads an import for an officer of its office or above; raises Forbidden, NotFound."""
    own = by.offices(*OFFICERS)
    if not own:
        raise Forbidden()
    return await imports.get(unit, import_id, within={"office": within_any(own)})
