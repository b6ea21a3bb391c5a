"""What is done when a council's step falls due."""

from __future__ import annotations

from kit.clock import end_of
from kit.work import Due, Unit
from services.evaluation.cases import rules as case_rules
from services.evaluation.cases import store as case_store
from services.evaluation.councils import store as council_store
from services.evaluation.regulations.use_cases import STEP_DUE, begun
from services.evaluation.reminders import announcements, rules
from services.evaluation.scoring import store as scoring_store


async def remind(unit: Unit, due: Due) -> None:
    """
    Reminds whoever must act: before a step's last day, and once more, with the office, when it was not taken in its time.
    A step that was taken has set its own deadline, or none.
    """
    case = await case_store.cases.find(unit, due.subject)
    council = await council_store.of_case(unit, due.subject)
    if case is None or case.awaited is None or council is None:
        return
    await case_store.cases.touch(unit, case)
    scoring = await scoring_store.of_case(unit, case.id)
    overdue = case_rules.is_step_overdue(case, unit.today)
    members = rules.who_must_act(case, council, scoring)
    announcements.reminded(unit, case, council, case.awaited, members=members, overdue=overdue)
    if not overdue:
        over = end_of(case.awaited.due_on)
        unit.defer(Due(what=STEP_DUE, subject=case.id, due_at=over, place=case.place))


async def begin_term(unit: Unit, case_id: str) -> None:
    """Begins the term of a step that a release without terms left a case at, so that it does not wait for nobody."""
    case = await case_store.cases.get(unit, case_id)
    scoring = await scoring_store.of_case(unit, case_id)
    step = rules.step_at(case, scoring)
    if step is None:
        await case_store.cases.keep(unit, case)  # with the day by which something is due of it
    elif case.awaited is None:
        await case_store.cases.keep(unit, await begun(unit, case, step))
