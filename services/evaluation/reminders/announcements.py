"""That somebody is reminded of a council's step, and that a case climbed a rung."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.case import CaseEscalatedV1
from ocop_events.evaluation.council import CouncilRemindedV1

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.cases.announcements import facts as case_facts
from services.evaluation.cases.case import Case, StepDue
from services.evaluation.councils.announcements import facts
from services.evaluation.councils.council import Council
from services.evaluation.reminders.climb import Climb


def reminded(unit: Unit, case: Case, council: Council, due: StepDue, *, members: Sequence[str], overdue: bool) -> None:
    """Announces who must act by when, or should have."""
    fact = CouncilRemindedV1(
        **facts(council, case),
        step=due.step,
        due_on=due.due_on,
        overdue=overdue,
        members=list(members),
        reminded_at=unit.now,
    )
    unit.announce(fact, place=case.place)


def escalated(unit: Unit, case: Case, climb: Climb) -> None:
    """Announces a rung: which, of which clock, and who is told."""
    own = {"escalated_at": climb.climbed_at, "due_on": climb.due_on}
    unit.announce(mapped(CaseEscalatedV1, climb, **case_facts(case), **own), place=case.place)
