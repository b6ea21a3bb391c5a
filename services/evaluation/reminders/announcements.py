"""That somebody is reminded of a council's step."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.council import CouncilRemindedV1

from kit.work import Unit
from services.evaluation.cases.case import Case, StepDue
from services.evaluation.councils.announcements import facts
from services.evaluation.councils.council import Council


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
