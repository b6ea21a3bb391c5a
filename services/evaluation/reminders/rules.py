"""Who must take a council's next step, so that no case waits for nobody. Pure."""

from __future__ import annotations

from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.rules import AWAITS_RULING
from services.evaluation.councils.council import Council
from services.evaluation.scoring.lifecycle import State
from services.evaluation.scoring.scoring import Scoring


def who_must_act(case: Case, council: Council, scoring: Scoring | None) -> tuple[str, ...]:
    """
    Who may take the awaited step, by id: of scoring, who owes a sheet and, to reveal or have somebody replaced, who leads
    and who keeps the minutes. The office's officers may always, and are told once it is overdue; by their office.
    """
    step = case.awaited
    if step is None:
        return ()
    leads = [council.led_by] if council.led_by else []
    minutes = [seat.person_id for seat in council.seats if seat.keeps_minutes and not seat.recusal]
    owe = []
    if step.step == "score" and scoring is not None and scoring.state is State.OPEN:
        owe = [one.person_id for one in scoring.scorers if one.person_id not in scoring.sealed]
    asked = {"open": [*leads, *minutes], "score": [*owe, *leads, *minutes], "conclude": leads, "rule": leads}
    return tuple(dict.fromkeys(asked[step.step]))


def step_at(case: Case, scoring: Scoring | None) -> str | None:
    """The step that is awaited where a case stands; None where none of its council is."""
    if case.state is CaseState.COUNCIL:
        return "open"
    if case.state is CaseState.SCORING:
        return "conclude" if scoring is not None and scoring.state is not State.OPEN else "score"
    return "rule" if case.state in AWAITS_RULING else None
