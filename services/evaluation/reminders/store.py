"""Which cases wait for a council's step: without a term, as a release without terms kept them, or beyond it; and rungs climbed."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit.storage import Collection, Index
from kit.work import Unit
from services.evaluation.cases import store as cases
from services.evaluation.cases.case import STEPS_IN, Case
from services.evaluation.cases.lifecycle import State
from services.evaluation.cases.rules import ENDED, RUNNING
from services.evaluation.reminders.climb import Climb

climbs: Collection[Climb] = Collection(Climb, "climbs", indexes=[Index("case_id", ("climbed_at", -1))])
MOST_SHOWN = 50


async def without_a_term(unit: Unit, limit: int) -> list[Case]:
    """Cases at a council's step that have no term for any."""
    wanted = {"state": {"$in": _council_states()}, "step_due": None}
    return await cases.cases.select(unit, wanted, limit=limit)


async def without_a_day(unit: Unit, limit: int) -> list[Case]:
    """
    Cases whose office's period runs or ran, or whose supplement is awaited, and that are ordered by no day yet: those that
    ended too, which no later step would date.
    """
    states = sorted(state.value for state in RUNNING | ENDED)
    runs = {"state": {"$in": states}, "due_on": None, "period.due_on": {"$type": "string"}}
    awaits = {"state": State.RETURNED.value, "due_on": None}
    found = await cases.cases.select(unit, runs, limit=limit)
    return found or await cases.cases.select(unit, awaits, limit=limit)


async def overdue_by_step(unit: Unit) -> list[tuple[str, date, int]]:
    """The steps of councils that were not taken in their time: step, last day, in how many cases. As `rules.is_step_overdue`."""
    before = {"$lt": unit.today.isoformat()}
    stages: list[dict[str, Any]] = [
        {"$match": {"state": {"$in": _council_states()}, "due_on": before, "step_due.due_on": before}},
        {
            "$group": {
                "_id": {"step": "$step_due.step", "state": "$state", "on": "$step_due.due_on"},
                "cases": {"$sum": 1},
            }
        },
    ]
    found = [row async for row in cases.cases.raw(unit).aggregate(stages)]
    return [
        (row["_id"]["step"], date.fromisoformat(row["_id"]["on"]), row["cases"])
        for row in found
        if State(row["_id"]["state"]) in STEPS_IN.get(row["_id"]["step"], _ANY)
    ]


async def running(unit: Unit, after: str, limit: int) -> list[Case]:
    """Cases whose office's period runs, in the order of their ids."""
    states = sorted(state.value for state in RUNNING)
    wanted = {"state": {"$in": states}, "period.due_on": {"$type": "string"}, "_id": {"$gt": after}}
    return await cases.cases.select(unit, wanted, sort=[("_id", 1)], limit=limit)


async def climbs_of(unit: Unit, case_id: str) -> list[Climb]:
    """The rungs a case climbed, the latest first."""
    return await climbs.select(unit, {"case_id": case_id}, sort=[("climbed_at", -1)], limit=MOST_SHOWN)


def _council_states() -> list[str]:
    return sorted(state.value for state in frozenset().union(*STEPS_IN.values()))


_ANY = frozenset(State)
"""Of a step that only another release knows it is not known where it is awaited."""
