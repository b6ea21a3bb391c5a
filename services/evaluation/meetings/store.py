"""Meetings in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Collection as Some
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, any_of, words_in
from kit.storage.filters import parts
from kit.work import Unit
from programme.roles import COUNCIL, COUNCIL_STAFF, OFFICERS, PRODUCER
from services.evaluation.meetings.lifecycle import State
from services.evaluation.meetings.meeting import Meeting
from services.evaluation.meetings.refusals import NoMeeting
from services.recusals import store as recusals

ORDERS = Orders("starts", starts="starts_at", place="held_at")
"""What is ahead first."""
meetings: Collection[Meeting] = Collection(
    Meeting,
    "meetings",
    indexes=[
        Index("items.case_id"),
        Index("items.dossier_id"),
        Index("items.producer.id"),
        Index("office", "starts_at"),
        Index("members.person_id", "starts_at"),
        Index("state", "starts_at"),
        *ORDERS.indexes(),
    ],
)
MOST_SHUT = 500
"""Meetings over a person's own dossiers, or those they stood aside from, that are looked through."""
MOST_OF_A_CASE = 50
"""Meetings in which one case was dealt with, that are looked at."""


async def every_of_case(unit: Unit, case_id: str) -> list[Meeting]:
    """The meetings that have a case on their agenda, the latest first; also one that an earlier release kept."""
    listed = await meetings.select(unit, {"items.case_id": case_id}, sort=[("starts_at", -1)], limit=MOST_OF_A_CASE)
    own = await meetings.find(unit, case_id)
    if own is None or any(one.id == own.id for one in listed):
        return listed
    return sorted([*listed, own], key=lambda one: one.starts_at, reverse=True)


async def of_case(unit: Unit, case_id: str) -> Meeting | None:
    """The meeting of a case: the one that is ahead or held, else the latest."""
    found = await every_of_case(unit, case_id)
    standing = [one for one in found if one.state in (State.OPEN, State.CALLED) and _awaits(one, case_id)]
    return next(iter(standing or found), None)


def _awaits(meeting: Meeting, case_id: str) -> bool:
    item = meeting.item(case_id)
    return item is None or item.done is None


async def over_cases(unit: Unit, case_ids: Some[str], *, office: str) -> list[Meeting]:
    """The meetings of an office over some cases, those that were cancelled left out, the first at the head."""
    found: dict[str, Meeting] = {}
    for some in parts(sorted(case_ids)):
        wanted = {"items.case_id": {"$in": some}, "office": office, "state": {"$ne": State.CANCELLED.value}}
        found |= {one.id: one for one in await meetings.select(unit, wanted, limit=MOST_SHUT)}
    return sorted(found.values(), key=lambda one: (one.starts_at, one.id))


async def needed_for(unit: Unit, case_id: str) -> Meeting:
    """The meeting of a case's council; raises NoMeeting."""
    found = await of_case(unit, case_id)
    if found is None:
        raise NoMeeting()
    return found


def shows(meeting: Meeting, by: Principal, closed: Some[str]) -> bool:
    """
    Whether a person may see a meeting: who works for its office or one above, its council's staff, and whoever is called while
    they hold a council's role there; nobody for whom every case on it is closed.
    """
    called = any(one.person_id == by.id for one in meeting.members) and any(
        by.holds(role, meeting.office) for role in COUNCIL
    )
    staff = by.covers(meeting.office, *OFFICERS) or any(by.holds(role, meeting.office) for role in COUNCIL_STAFF)
    own = by.offices(PRODUCER)
    open_to = any(item.dossier_id not in closed and item.producer.id not in own for item in meeting.items)
    return (called or staff) and open_to


async def seen_by(unit: Unit, meeting_id: str, by: Principal, expected: int | None = None) -> Meeting:
    """A meeting for a person who may see it; raises NotFound to all others, Stale."""
    found = await meetings.find(unit, meeting_id)
    if found is None or not shows(found, by, await recusals.closed_to(unit, by)):
        raise NotFound()
    return await meetings.get(unit, meeting_id, expected)


async def known_to(unit: Unit, by: Principal, turn: Turn, *, states: Some[State], text: str = "") -> Page[Meeting]:
    """The meetings a person may see, as `shows` says."""
    ways = (
        {"office": within_any(by.offices(*OFFICERS))},
        {"office": {"$in": by.offices(*COUNCIL_STAFF)}},
        {"members.person_id": by.id, "office": {"$in": by.offices(*COUNCIL)}},
    )
    open_to: dict[str, Any] = {"items.0": {"$exists": True}}
    if shut := await _shut_to(unit, by):
        open_to["_id"] = {"$nin": shut}
    in_state: dict[str, Any] = {"state": {"$in": sorted(one.value for one in states)}} if states else {}
    return await meetings.turned(unit, all_of(any_of(*ways), open_to, in_state, words_in(text, "held_at")), turn)


async def _shut_to(unit: Unit, by: Principal) -> list[str]:
    """The meetings, by id, of which every case is closed to a person, among those with any that is."""
    closed, own = await recusals.closed_to(unit, by), by.offices(PRODUCER)
    found: dict[str, Meeting] = {}
    for field, values in (("items.dossier_id", sorted(closed)), ("items.producer.id", own)):
        for some in parts(values):
            wanted: dict[str, Any] = {field: {"$in": some}}
            found |= {one.id: one for one in await meetings.select(unit, wanted, limit=MOST_SHUT)}
    return sorted(id for id, one in found.items() if not shows(one, by, closed))


async def waiting_for(unit: Unit, by: Principal) -> int:
    """How many meetings of somebody's own office wait to be held or for their signed minutes."""
    offices = by.offices(*OFFICERS, *COUNCIL_STAFF)
    wanted = {"office": {"$in": offices}, "state": {"$in": [State.OPEN.value, State.CLOSED.value]}}
    return await meetings.count(unit, wanted)


async def waiting_in(unit: Unit, state: State) -> tuple[int, Meeting | None]:
    """How many meetings are in a state, and the one of longest ago; from an index alone."""
    wanted = {"state": state.value}
    return await meetings.count(unit, wanted), await meetings.first(unit, wanted, [("starts_at", 1)])
