"""In-process facts that reminders react to: a clock of a case begins to run, or runs on."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.cases.use_cases import ClockRuns
from services.evaluation.regulations.use_cases import StepBegun
from services.evaluation.reminders.climbing import await_climb

subscriptions = Subscriptions("reminders")


@subscriptions.within(ClockRuns)
async def when_a_clock_runs_await_its_first_rung(unit: Unit, fact: ClockRuns) -> None:
    await_climb(unit, fact.case)


@subscriptions.within(StepBegun)
async def when_a_step_begins_await_its_first_rung(unit: Unit, fact: StepBegun) -> None:
    await_climb(unit, fact.case)
