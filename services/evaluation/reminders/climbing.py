"""What is done as a case's clock runs: rung after rung is climbed, each once, and the next one's day is awaited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit.clock import end_of
from kit.work import Due, Unit
from law.escalation import Rung, escalation_rules
from services.evaluation.cases import legal, refusals
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.reminders import announcements, store
from services.evaluation.reminders.climb import Climb, climb_id

CLIMB = "case-climb"
"""The deadline of the next rung of a case's clock."""


@dataclass(frozen=True)
class Clock:
    """The clock of a case that runs now: its key, the step it is for, its days and its last one."""

    key: str
    step: str
    days: int
    due_on: date | None


def clock_of(case: Case) -> Clock | None:
    """The office's period while it runs, else that of the council's step; None where neither is known."""
    if case.period is not None and case.state in case_rules.RUNNING:
        step = "screening" if case.screens else "council"
        return Clock("period", step, case.period.days, case.period.due_on)
    step_due = case.awaited
    if step_due is None or step_due.since is None or step_due.days is None:
        return None
    return Clock(f"{step_due.step}:{step_due.since.isoformat()}", step_due.step, step_due.days, step_due.due_on)


def day_of(case: Case, clock: Clock, rung: Rung) -> date | None:
    """The day after whose end a rung is reached; None while the clock stands still before it."""
    days = rung.days(clock.days)
    return case_rules.period_day(case, days) if clock.key == "period" else case_rules.step_day(case, days)


def await_climb(unit: Unit, case: Case) -> None:
    """Awaits the first rung of the clock that runs now; those that were climbed already are passed over when it comes."""
    clock = clock_of(case)
    day = day_of(case, clock, escalation_rules().rungs[0]) if clock else None
    if day is not None:
        unit.defer(Due(what=CLIMB, subject=case.id, due_at=end_of(day), place=case.place))


async def await_climbs(unit: Unit, cases: Sequence[Case]) -> None:
    """The same of several cases."""
    for case in cases:
        await_climb(unit, case)


async def climb(unit: Unit, due: Due) -> None:
    """Has a case climb every rung it has reached and not climbed yet, and awaits the next."""
    case = await case_store.cases.find(unit, due.subject)
    clock = clock_of(case) if case else None
    if case is None or clock is None or not unit.serves(case.office):
        return
    await case_store.cases.touch(unit, case)
    known = await store.climbs.among(
        unit, [climb_id(case.id, clock.key, rung.level) for rung in escalation_rules().rungs]
    )
    for rung in escalation_rules().rungs:
        id = climb_id(case.id, clock.key, rung.level)
        if id in known:
            continue
        day = day_of(case, clock, rung)
        if day is None:
            return
        if day >= unit.today:
            unit.defer(Due(what=CLIMB, subject=case.id, due_at=end_of(day), place=case.place))
            return
        await _climb(unit, case, clock, rung, id, day)


async def _climb(unit: Unit, case: Case, clock: Clock, rung: Rung, id: str, day: date) -> None:
    to = _office_of(unit, case, rung)
    if to is None:
        return
    reached = Climb(
        id=id,
        case_id=case.id,
        clock=clock.key,
        step=clock.step,
        level=rung.level,
        percent=rung.percent,
        day=day,
        due_on=clock.due_on,
        to_office=to,
        climbed_at=unit.now,
    )
    announcements.escalated(unit, case, await store.climbs.add(unit, reached))


def _office_of(unit: Unit, case: Case, rung: Rung) -> str | None:
    """The office that is told; None for the one above where there is none."""
    if rung.to == "own":
        return case.office
    try:
        return legal.office_above(legal.rulebook_of(case.dossier), case, unit.today).office
    except (refusals.NoHigherOffice, refusals.NoOfficeOnThatDay):
        return None
