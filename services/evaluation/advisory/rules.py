"""
What must hold of an advisory team's work on a case: who may be given it, what is noted, when the report may be sealed. Pure.

What the producer owes stops the office's clock: `cases.rules.halted`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.refusal import Refusal, Several
from law.advisory import advisory_rules
from law.rulebooks import Sheet as Form
from services.evaluation.advisory import refusals
from services.evaluation.advisory.advisory import (
    Adviser,
    Advisory,
    Aside,
    LabTest,
    LabTestResult,
    Picture,
    Question,
    Sample,
    Task,
    Visit,
)
from services.evaluation.advisory.commands import (
    AnswerCommand,
    AsideCommand,
    AssignmentCommand,
    LabTestCommand,
    QuestionCommand,
    SampleCommand,
    VisitCommand,
)
from services.evaluation.advisory.lifecycle import Verb
from services.evaluation.advisory_teams.team import StoredFile, Team
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import LIFECYCLE as CASES
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.cases.rules import COUNCIL_STANDS
from services.evaluation.councils.found import Found

T = TypeVar("T", Question, Visit, LabTest)

MOST_QUESTIONS, MOST_VISITS, MOST_PICTURES, MOST_RECEIPTS, MOST_TESTS = 20, 10, 60, 20, 20
"""Of one case; photographs of all its visits together."""
MAY_ASK = COUNCIL_STANDS - {CaseState.RETURNED}
"""While a supplement is awaited the clock stands still already, and what is missing was said."""


def require_advisable(case: Case) -> None:
    """Raises NoAdvisoryHere where no council scores, TooLateToAdvise once it concluded or the case left its office."""
    if case.screens:
        raise refusals.NoAdvisoryHere()
    if case.state not in COUNCIL_STANDS:
        raise refusals.TooLateToAdvise(state=CASES.states[case.state])


def assigned(
    work: Advisory | None,
    case: Case,
    team: Team,
    command: AssignmentCommand,
    *,
    against: Mapping[str, Refusal],
    signs: Sequence[Found] = (),
    samples: int,
    by: Principal,
    on: date,
    at: datetime,
) -> Advisory:
    """
    The work on a case as given out, or given out anew. `against`: what speaks against people, by id; `signs`: what may; `samples`:
    how many are asked for. Raises everything that is wrong with the list at once.
    """
    require_advisable(case)
    advisers = _advisers(work, command, team, against, signs, on)
    due = command.due_on or (work.due_on if work else advisory_rules().term("work").last_day(on))
    if command.due_on and command.due_on <= on:
        raise refusals.DayPast(pointer="/due_on", given=command.due_on)
    known = work or Advisory(
        id=case.id,
        case_id=case.id,
        dossier_id=case.dossier.dossier_id,
        number=case.dossier.number,
        office=case.office,
        team_id=team.id,
        product=case.dossier.product,
        producer=case.dossier.producer,
        due_on=due,
        samples_asked=samples,
        assigned_at=at,
        assigned_by=Actor.of(by),
    )
    given = known.stepped(
        Verb.ASSIGN,
        at=at,
        by=by,
        note=", ".join(one.name for one in advisers),
        team_id=team.id,
        due_on=due,
        assigned_at=at,
        assigned_by=Actor.of(by),
    )
    return peopled(given.given_to(advisers).model_copy(update={"note": command.note}), team, on)


def signs_left(work: Advisory | None, person_id: str, signs: Sequence[Found]) -> list[Found]:
    """The signs of a conflict of interest that somebody has to say something about, unless that was said before."""
    known = next((one for one in (work.advisers if work else ()) if one.person_id == person_id), None)
    return [] if known and known.despite else [one for one in signs if one.person_id == person_id]


def _advisers(
    work: Advisory | None,
    command: AssignmentCommand,
    team: Team,
    against: Mapping[str, Refusal],
    signs: Sequence[Found],
    on: date,
) -> tuple[Adviser, ...]:
    serving = {one.person_id: one.name for one in team.serving(on)}
    wrong: list[Refusal] = []
    if not command.advisers:
        raise refusals.SomebodyNeeded(pointer="/advisers")
    for at, wish in enumerate(command.advisers):
        pointer = f"/advisers/{at}"
        if wish.person_id not in serving:
            wrong.append(refusals.NotOnTeam(pointer=pointer, person=wish.person_id))
        elif found := against.get(wish.person_id):
            found.pointer = pointer
            wrong.append(found)
        elif (left := signs_left(work, wish.person_id, signs)) and not wish.despite:
            said = ("; ".join(one.words[0] for one in left), "; ".join(one.words[1] for one in left))
            wrong.append(
                refusals.SignsOfConflict(pointer=f"{pointer}/despite", name=serving[wish.person_id], signs=said)
            )
    for person, count in Counter(one.person_id for one in command.advisers).items():
        if count > 1:
            wrong.append(refusals.AssignedTwice(pointer="/advisers", name=serving.get(person, person)))
    if not any(Task.REVIEW in one.tasks for one in command.advisers):
        wrong.append(refusals.NobodyReviews(pointer="/advisers"))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    before = {one.person_id: one.despite for one in (work.advisers if work else ())}
    return tuple(
        Adviser(**{**dict(one), "despite": one.despite or before.get(one.person_id)}, name=serving[one.person_id])
        for one in command.advisers
    )


def peopled(work: Advisory, team: Team, on: date) -> Advisory:
    """The work with the ids of everybody whose work it is on a day: the head, who was given it, who stands in for them."""
    heads = [one.person_id for one in team.serving(on) if team.heads(one.person_id, on)]
    given = set(work.persons)
    standing = [one.person_id for one in team.stand_ins if one.instead_of in given and one.signed_on <= on <= one.until]
    everybody = dict.fromkeys((*heads, *work.persons, *standing))
    return work.model_copy(update={"people": tuple(one for one in everybody if one not in work.recused)})


def without_gone(work: Advisory, team: Team) -> Advisory:
    """The work without those who are not on the team any more."""
    members = {one.person_id for one in team.members} | {one.person_id for one in team.stand_ins}
    return work.given_to([one for one in work.advisers if one.person_id in members])


def adviser_for(work: Advisory, team: Team, person_id: str, on: date) -> Adviser | None:
    """The place in the work that somebody fills on a day: their own, or that of whom they stand in for; None: none."""
    if not team.serves(person_id, on) or person_id in work.recused:
        return None
    instead = {one.person_id: one.instead_of for one in team.stand_ins if one.signed_on <= on <= one.until}
    names = (person_id, instead.get(person_id))
    return next((one for one in work.advisers if one.person_id in names), None)


def stood_aside(
    work: Advisory,
    team: Team,
    person_id: str,
    name: str,
    command: AsideCommand,
    *,
    by: Principal,
    on: date,
    at: datetime,
) -> Advisory:
    """The work without somebody who stands aside: they may see nothing of the case any more, here and later."""
    aside = Aside(person_id=person_id, name=name, reason=command.why_aside, by=Actor.of(by), at=at)
    left = work.stepped(
        Verb.STAND_ASIDE,
        at=at,
        by=by,
        note=name,
        aside=(*work.aside, aside),
    )
    return peopled(left.given_to([one for one in work.advisers if one.person_id != person_id]), team, on)


def asked(
    work: Advisory, case: Case, command: QuestionCommand, form: Form, id: str, *, by: Principal, on: date, at: datetime
) -> Advisory:
    """The work with a question to the producer; raises TooLateToAdvise, CriterionUnknown, DayPast, TooMany."""
    require_advisable(case)
    if case.state not in MAY_ASK:
        raise refusals.TooLateToAdvise(state=CASES.states[case.state])
    if len(work.questions) >= MOST_QUESTIONS:
        raise refusals.TooMany(most=MOST_QUESTIONS)
    known = {*form.by_criterion, *(part.id for part in form.whole_parts)}
    if command.criterion and command.criterion not in known:
        raise refusals.CriterionUnknown(pointer="/criterion", criterion=command.criterion)
    until = command.answer_by or advisory_rules().term("answer").last_day(on)
    if until <= on:
        raise refusals.DayPast(pointer="/answer_by", given=until)
    said = {**dict(command), "criterion": command.criterion or None, "answer_by": until}
    question = Question(**said, id=id, asked_on=on, by=Actor.of(by))
    return _with_questions(work.stepped(Verb.ASK, at=at, by=by), (*work.questions, question))


def answered(
    work: Advisory,
    question: Question,
    command: AnswerCommand,
    file: StoredFile | None,
    *,
    by: Principal,
    on: date,
    at: datetime,
) -> Advisory:
    """The work with the producer's answer; raises AnsweredAlready."""
    _require_open(question)
    said = question.model_copy(update={**dict(command), "answered_on": on, "file": file})
    after = work.stepped(Verb.ANSWER, at=at, by=Actor(id=None, name=work.producer.name))
    return _with_questions(after, _replaced(work.questions, said))


def lapsed(work: Advisory, question: Question, *, on: date, at: datetime) -> Advisory:
    """The work with a question whose day passed in silence."""
    _require_open(question)
    silent = question.model_copy(update={"silent": True, "answered_on": on})
    return _with_questions(work.stepped(Verb.LAPSE, at=at, by=SYSTEM), _replaced(work.questions, silent))


def is_silent(question: Question, on: date) -> bool:
    """Whether the day for an answer is over without one."""
    return question.is_open and on > question.answer_by


def paused_days(question: Question) -> int:
    """For how many days of the calendar the clock stood still for a question that is over."""
    return (question.answered_on - question.asked_on).days if question.answered_on else 0


def visited(
    work: Advisory, case: Case, command: VisitCommand, id: str, *, by: Principal, on: date, at: datetime
) -> Advisory:
    """The work with a visit as it was held; photographs are added until it is complete. Raises DayAhead, TooMany."""
    require_advisable(case)
    if len(work.visits) >= MOST_VISITS:
        raise refusals.TooMany(most=MOST_VISITS)
    _require_done(command.visited_on, "/visited_on", case, on)
    visit = Visit(**dict(command), id=id, by=Actor.of(by))
    return work.stepped(Verb.VISIT, at=at, by=by, visits=(*work.visits, visit))


def pictured(work: Advisory, visit: Visit, picture: Picture) -> Advisory:
    """The work with one more photograph of a visit; raises VisitClosed, TooMany."""
    _require_unclosed(visit)
    if sum(len(one.pictures) for one in work.visits) >= MOST_PICTURES:
        raise refusals.TooMany(most=MOST_PICTURES)
    after = visit.model_copy(update={"pictures": (*visit.pictures, picture)})
    return work.moved(Verb.PICTURE, visits=_replaced(work.visits, after))


def unpictured(work: Advisory, visit: Visit, picture_id: str) -> Advisory:
    """The work without a photograph of a visit; raises VisitClosed."""
    _require_unclosed(visit)
    left = tuple(one for one in visit.pictures if one.id != picture_id)
    return work.moved(Verb.PICTURE, visits=_replaced(work.visits, visit.model_copy(update={"pictures": left})))


def visit_closed(work: Advisory, visit: Visit, *, by: Principal, at: datetime) -> Advisory:
    """The work with a visit that is complete."""
    _require_unclosed(visit)
    closed = visit.model_copy(update={"closed": True})
    return work.stepped(Verb.CLOSE_VISIT, at=at, by=by, visits=_replaced(work.visits, closed))


def sampled(
    work: Advisory, case: Case, command: SampleCommand, id: str, *, by: Principal, on: date, at: datetime
) -> Advisory:
    """The work with samples received; raises DayAhead, TooMany, and TooFewSamples where fewer than asked for came and nothing says why."""
    require_advisable(case)
    if len(work.samples) >= MOST_RECEIPTS:
        raise refusals.TooMany(most=MOST_RECEIPTS)
    _require_done(command.sampled_on, "/sampled_on", case, on)
    received = work.samples_received + command.received
    if received < work.samples_asked and not command.remark:
        raise refusals.TooFewSamples(pointer="/remark", asked=work.samples_asked, received=received)
    sample = Sample(**dict(command), id=id, by=Actor.of(by))
    return work.stepped(Verb.SAMPLE, at=at, by=by, samples=(*work.samples, sample))


def test_ordered(
    work: Advisory, case: Case, command: LabTestCommand, id: str, *, by: Principal, on: date, at: datetime
) -> Advisory:
    """The work with a test that was ordered; raises DayPast, TooMany."""
    require_advisable(case)
    if len(work.tests) >= MOST_TESTS:
        raise refusals.TooMany(most=MOST_TESTS)
    if command.due_on and command.due_on <= on:
        raise refusals.DayPast(pointer="/due_on", given=command.due_on)
    test = LabTest(**dict(command), id=id, ordered_on=on, by=Actor.of(by))
    return work.stepped(Verb.ORDER_TEST, at=at, by=by, tests=(*work.tests, test))


def awaits(work: Advisory, agency: str, result: LabTestResult) -> LabTest | None:
    """The oldest test of a laboratory without a result, ordered before it reported; None: the result is of no order here."""
    return next(
        (
            one
            for one in work.tests
            if one.laboratory == agency and one.result is None and one.ordered_on <= result.reported_on
        ),
        None,
    )


def with_result(work: Advisory, test: LabTest, result: LabTestResult, *, at: datetime) -> Advisory:
    """The work with a test's result."""
    known = test.model_copy(update={"result": result})
    return work.stepped(Verb.NOTE_RESULT, at=at, by=SYSTEM, note=result.report_id, tests=_replaced(work.tests, known))


def without_result(work: Advisory, result_id: str) -> Advisory:
    """The work without a result that was matched to the wrong product: the test waits again."""
    tests = tuple(
        one.model_copy(update={"result": None}) if one.result and one.result.result_id == result_id else one
        for one in work.tests
    )
    return work.model_copy(update={"tests": tests})


def stopped(work: Advisory, note: str, *, at: datetime) -> Advisory:
    """The work that ended without a report."""
    return work.stepped(Verb.STOP, at=at, by=SYSTEM, note=note)


def _with_questions(work: Advisory, questions: tuple[Question, ...]) -> Advisory:
    return work.model_copy(update={"questions": questions, "asks": any(one.is_open for one in questions)})


def _replaced(all: Sequence[T], one: T) -> tuple[T, ...]:
    return tuple(one if each.id == one.id else each for each in all)


def _require_open(question: Question) -> None:
    if question.answered_on is not None:
        raise refusals.AnsweredAlready(on=question.answered_on)


def _require_unclosed(visit: Visit) -> None:
    if visit.closed:
        raise refusals.VisitClosed()


def _require_done(day: date, pointer: str, case: Case, on: date) -> None:
    """What was done was done by today, and not before the office had the case."""
    if day > on or day < case.opened_on:
        raise refusals.DayAhead(pointer=pointer, given=day, since=case.opened_on)
