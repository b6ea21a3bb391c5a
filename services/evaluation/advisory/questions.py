"""What is done with questions to the producer: asked, answered, or over in silence; each one transaction."""

from __future__ import annotations

from kit.clock import end_of
from kit.identity import Principal
from kit.refusal import NotFound
from kit.work import Due, Unit
from services.evaluation.advisory import announcements, rules, store
from services.evaluation.advisory.advisory import Advisory
from services.evaluation.advisory.commands import AnswerCommand, QuestionCommand
from services.evaluation.advisory.lifecycle import Verb
from services.evaluation.advisory.use_cases import ANSWER_DUE, work_to_act_on
from services.evaluation.advisory_teams.team import StoredFile
from services.evaluation.cases import access, legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import halt_case, let_case_go_on


async def ask_producer(unit: Unit, case_id: str, command: QuestionCommand, *, by: Principal, expected: int) -> Advisory:
    """Asks the producer something: the case's clock stands still from today until the answer, or until its day passed."""
    case, work = await work_to_act_on(unit, case_id, by, expected)
    form = legal.rulebook_of(case.dossier).sheet(case.dossier.product.set_no)
    after = rules.asked(work, case, command, form, unit.new_id(), by=by, on=unit.today, at=unit.now)
    kept = await store.works.keep(unit, after)
    question = kept.questions[-1]
    await halt_case(unit, case, question.id)
    due = Due(what=ANSWER_DUE, subject=f"{case_id}|{question.id}", due_at=end_of(question.answer_by), place=kept.place)
    unit.defer(due)
    announcements.asked(unit, kept, question)
    return kept


async def answer_question(
    unit: Unit, case_id: str, question_id: str, command: AnswerCommand, file: StoredFile | None = None, *, by: Principal
) -> Advisory:
    """Takes the producer's answer, once; the clock runs on. Raises NotFound to who does not act for the producer, AnsweredAlready."""
    case, work = await asked_of_producer(unit, case_id, by)
    question = work.question(question_id)
    if question is None:
        raise NotFound()
    after = rules.answered(work, question, command, file, by=by, on=unit.today, at=unit.now)
    return await _gone_on(unit, case, after, question_id)


async def notice_silence(unit: Unit, due: Due) -> None:
    """Has the clock run on where the day for an answer passed without one."""
    case_id, _, question_id = due.subject.partition("|")
    work, case = await store.works.find(unit, case_id), await case_store.cases.find(unit, case_id)
    question = work.question(question_id) if work else None
    if work is None or case is None or question is None or Verb.LAPSE not in work.may:
        return
    if rules.is_silent(question, unit.today):
        await _gone_on(unit, case, rules.lapsed(work, question, on=unit.today, at=unit.now), question_id)


async def asked_of_producer(unit: Unit, case_id: str, by: Principal) -> tuple[Case, Advisory]:
    """A case and the work on it for the producer's own people, who see the questions alone; raises NotFound to all others."""
    case = await case_store.seen_by(unit, case_id, by)
    work = await store.works.find(unit, case_id) if access.owns(case, by) else None
    if work is None or not work.questions:
        raise NotFound()
    return case, work


async def _gone_on(unit: Unit, case: Case, after: Advisory, question_id: str) -> Advisory:
    kept = await store.works.keep(unit, after)
    await let_case_go_on(unit, case, question_id)
    unit.settle(ANSWER_DUE, f"{case.id}|{question_id}")
    question = kept.question(question_id)
    assert question is not None
    announcements.answered(unit, kept, question)
    return kept
