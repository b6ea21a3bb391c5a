"""What a person has to do: the cases that await a step, by how they are due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from kit.identity import EVERYWHERE, Principal, within_any
from kit.storage import Page, Turn, all_of, any_of
from kit.storage.turns import MOST_COUNTED
from kit.work import Unit
from programme.roles import OFFICERS
from services.evaluation.cases import store as cases
from services.evaluation.cases.case import STEPS_IN, Case
from services.evaluation.cases.lifecycle import State, Verb
from services.evaluation.cases.rules import ENDED, RUNNING

SOON_DAYS = 7
_CLOCK_RUNS: dict[str, Any] = {"state": {"$in": sorted(state.value for state in RUNNING.union(*STEPS_IN.values()))}}
"""Where something is due by a day: the office's own period, or its council's step."""
_MAY_BE_LATE: dict[str, Any] = {
    "state": {"$in": sorted(state.value for state in RUNNING.union(*STEPS_IN.values(), [State.RETURNED]))}
}
"""There, and where a supplement is awaited: the producer's to hand in by its day, the office's to end the case after it."""
_PERIOD_RUNS: dict[str, Any] = {"state": {"$in": sorted(state.value for state in RUNNING)}}
_AWAITING: dict[str, Any] = {"state": {"$in": sorted(state.value for state in State if state not in ENDED)}}


class Due(StrEnum):
    """What of the work somebody asks for."""

    OVERDUE = "overdue"
    SOON = "soon"
    SHEETS = "sheets"
    SUPPLEMENT = "supplement"


async def work_of(
    unit: Unit, by: Principal, turn: Turn, *, due: Due | None, below: bool, text: str, sheets: Collection[str]
) -> Page[Case]:
    """
    The cases that await a step and are somebody's own work: of exactly their offices, of councils they sit on, of their own
    dossiers, and those that wait for an heir of an office that ended; with `below`, of the offices below theirs too.

    Narrowed to what is `due`; `sheets`: the cases in which they owe a sheet.
    """
    return await cases.shown(unit, by, await wanted(unit, by, due=due, below=below, text=text, sheets=sheets), turn)


async def work_counts(unit: Unit, by: Principal, *, below: bool, sheets: Collection[str]) -> dict[Due, int]:
    """How much of each there is, up to `MOST_COUNTED` + 1."""
    return {
        due: await cases.cases.count(
            unit, await wanted(unit, by, due=due, below=below, text="", sheets=sheets), most=MOST_COUNTED + 1
        )
        for due in Due
    }


async def wanted(
    unit: Unit, by: Principal, *, due: Due | None, below: bool, text: str, sheets: Collection[str]
) -> dict[str, Any]:
    """Which cases are somebody's work, as `work_of` says."""
    offices = None if below else await _own_offices(unit, by)
    visible = await cases.visible_to(unit, by, offices=offices)
    return all_of(visible, _awaiting(due, unit.today, sheets, inside=cases.is_inside_alone(by)), cases.named(text))


MOST_STOOD_IN_FOR = 10


async def waiting_for_another(unit: Unit, by: Principal, person_id: str, office: str) -> list[Case]:
    """
    The cases of an office at which another person's name stands (on the council, or to advise) and that await a step, as far as
    the caller may see them; due first.
    """
    theirs = any_of({"seated": person_id}, {"advisers": person_id})
    wanted = all_of(await cases.visible_to(unit, by), {"office": office}, theirs, _AWAITING)
    return (await cases.shown(unit, by, wanted, cases.orders_for(by).turn(limit=MOST_STOOD_IN_FOR))).items


async def _own_offices(unit: Unit, by: Principal) -> dict[str, Any] | None:
    """
    Exactly an officer's offices, and what waits under them for an heir. That is asked for only while there is any: the
    embedded database uses no index for alternatives.
    """
    mine = by.offices(*OFFICERS)
    if EVERYWHERE in mine:
        return None
    heir: dict[str, Any] = {"steps.verb": Verb.AWAIT_HEIR.value}
    within: dict[str, Any] = {"office": within_any(mine)}
    exactly = {"office": {"$in": mine}}
    waits = mine and await cases.cases.first(unit, all_of(within, _AWAITING, heir))
    return any_of(exactly, all_of(within, heir)) if waits else exactly


def _awaiting(due: Due | None, today: date, sheets: Collection[str], *, inside: bool) -> dict[str, Any]:
    """
    The cases that await a step, or those of them that are due in one way; as `rules.is_overdue`, `rules.is_supplement_overdue`
    and, for who stands `inside`, `rules.is_step_overdue` have it.
    """
    clock_runs, last = (_CLOCK_RUNS, "due_on") if inside else (_PERIOD_RUNS, "period.due_on")
    if due is Due.OVERDUE:
        before = {"$lt": today.isoformat()}
        if inside:
            return {**_MAY_BE_LATE, last: before}
        return any_of({**clock_runs, last: before}, {"state": State.RETURNED.value, "due_on": before})
    if due is Due.SOON:
        until = today + timedelta(days=SOON_DAYS)
        return {**clock_runs, last: {"$gte": today.isoformat(), "$lte": until.isoformat()}}
    if due is Due.SUPPLEMENT:
        return {"state": State.RETURNED.value}
    return {**_AWAITING, "_id": {"$in": sorted(sheets)}} if due is Due.SHEETS else _AWAITING
