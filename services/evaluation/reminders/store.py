"""Which cases wait for a council's step without a term: those that a release without terms kept."""

from __future__ import annotations

from kit.work import Unit
from services.evaluation.cases import store as cases
from services.evaluation.cases.case import STEPS_IN, Case
from services.evaluation.cases.rules import RUNNING


async def without_a_term(unit: Unit, limit: int) -> list[Case]:
    """Cases at a council's step that have no term for any."""
    states = sorted(state.value for state in frozenset().union(*STEPS_IN.values()))
    return await cases.cases.select(unit, {"state": {"$in": states}, "step_due": None}, limit=limit)


async def without_a_day(unit: Unit, limit: int) -> list[Case]:
    """Cases whose office's period runs, and that are ordered by no day yet."""
    states = sorted(state.value for state in RUNNING)
    wanted = {"state": {"$in": states}, "due_on": None, "period.due_on": {"$type": "string"}}
    return await cases.cases.select(unit, wanted, limit=limit)
