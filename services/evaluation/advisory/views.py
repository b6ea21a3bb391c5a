"""What is shown of advisory work: to the team everything, to others on the office's side how far it is, and the report once it is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.aggregate import Kept
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.refusal import Refusal
from kit.web.labelled import Asked, Options, form
from law.agencies import agency
from programme import names
from services.evaluation.advisory import rules
from services.evaluation.advisory.advisory import LABORATORIES, Adviser, Advisory, AdvisoryAsKept, Question, Task
from services.evaluation.advisory.commands import (
    AdviserCommand,
    AnswerCommand,
    AsideCommand,
    AssignmentCommand,
    LabTestCommand,
    QuestionCommand,
    SampleCommand,
    VisitCommand,
)
from services.evaluation.advisory.lifecycle import LIFECYCLE, State
from services.evaluation.advisory.review import Report, Review
from services.evaluation.advisory.review_lifecycle import LIFECYCLE as REVIEWS
from services.evaluation.advisory.review_lifecycle import ReportState
from services.evaluation.advisory.use_cases import Concern
from services.evaluation.advisory_teams import views as teams
from services.evaluation.advisory_teams.team import Member, Team
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.views import Named
from services.evaluation.councils.found import Found


class ProgressView(BaseModel):
    """How far the work is, to who is on the office's side and not of the team: nothing of what it finds."""

    case_id: str
    version: int = 0
    state: Named
    report_due: date
    names: list[str]
    """Who was given the work."""
    handed_in: int
    """How many reviews the head has."""
    asks: bool
    """Whether the producer owes an answer."""


class AdvisoryView(AdvisoryAsKept, Kept):
    """The work as the team sees it, and everybody on the office's side once the report is sealed."""

    version: int
    state: Named
    handed_in: int


class WorkLine(BaseModel):
    """Work of one's own in a list."""

    case_id: str
    number: str
    product: str
    producer: str
    state: Named
    report_due: date
    asks: bool


class Load(Member):
    """How much somebody of a team has to do. `next_due`: of what is due first."""

    open: int
    overdue: int
    next_due: date | None


class LoadView(BaseModel):
    """The load of a team, member by member."""

    team: str
    open: int
    done: int
    people: list[Load]


class QuestionView(BaseModel):
    """A question as the producer sees it."""

    id: str
    question: str
    criterion: str | None
    asked_on: date
    answer_by: date
    answer: str | None
    answered_on: date | None
    silent: bool


class QuestionsView(BaseModel):
    """What the producer was asked on a case."""

    case_id: str
    questions: list[QuestionView]


def task_names() -> dict[str, str]:
    """What people are given to do, in the page's language."""
    return {
        Task.REVIEW.value: _("Thẩm định theo tiêu chí"),
        Task.VISIT.value: _("Kiểm tra thực tế"),
        Task.SAMPLES.value: _("Nhận mẫu"),
        Task.TESTS.value: _("Kiểm nghiệm"),
    }


def named(work: Advisory) -> Named:
    """The state of the work with its words."""
    return Named.of(work.state, LIFECYCLE.states[work.state])


def progress(work: Advisory, handed_in: int) -> ProgressView:
    """How far the work is."""
    own = {"state": named(work), "report_due": work.due_on, "handed_in": handed_in}
    return mapped(ProgressView, work, **own, names=[one.name for one in work.advisers], version=0)


def view(work: Advisory, handed_in: int) -> AdvisoryView:
    """The work, whole; why a sign of a conflict meant nothing is between the head and the person."""
    advisers = tuple(one.model_copy(update={"despite": None}) for one in work.advisers)
    return mapped(AdvisoryView, work, state=named(work), handed_in=handed_in, advisers=advisers)


def line(work: Advisory) -> WorkLine:
    """Work as a line of a JSON list."""
    own = {
        "product": work.product.name,
        "producer": work.producer.name,
        "state": named(work),
        "report_due": work.due_on,
    }
    return mapped(WorkLine, work, **own)


def row(work: Advisory, by: Principal, today: date) -> dict[str, Any]:
    """Work as a row of a list: what is mine to do, and what it waits for."""
    mine = next((one for one in work.advisers if one.person_id == by.id), None)
    tasks = task_names()
    overdue = work.state is State.WORKING and today > work.due_on
    return {
        "case_id": work.case_id,
        "number": work.number,
        "product": work.product.name,
        "producer": work.producer.name,
        "due": work.due_on,
        "overdue": overdue,
        "asks": work.asks,
        "state": names.state(LIFECYCLE, work.state),
        "mine": ", ".join(tasks[one.value] for one in mine.tasks) if mine else _("Phân công, tổng hợp báo cáo"),
    }


def load(team: Team, works: Sequence[Advisory], done: int, today: date) -> LoadView:
    """How much each of a team has to do."""
    people = []
    for one in team.serving(today):
        theirs = [work for work in works if rules.adviser_for(work, team, one.person_id, today)]
        own = {
            "open": len(theirs),
            "overdue": sum(today > work.due_on for work in theirs),
            "next_due": min((work.due_on for work in theirs), default=None),
        }
        people.append(mapped(Load, one, **own))
    return LoadView(team=team.id, open=len(works), done=done, people=people)


def load_panel(found: LoadView) -> dict[str, Any]:
    """The load on the page of a team."""
    return {"load": found, "parts": teams.part_names()}


def questions_view(work: Advisory) -> QuestionsView:
    """What the producer was asked."""
    return QuestionsView(case_id=work.case_id, questions=[mapped(QuestionView, one) for one in work.questions])


def panel(case: Case, concern: Concern | None, handed_in: int, today: date) -> dict[str, Any] | None:
    """The work on the page of its case; None where there is nothing to say."""
    if case.advice is None and (concern is None or (concern.work is None and not concern.leads)):
        return None
    work = concern.work if concern else None
    return {
        "case_id": case.id,
        "advice": case.advice,
        "work": work,
        "state": names.state(LIFECYCLE, work.state) if work else None,
        "at_work": work is not None and work.state is State.WORKING,
        "overdue": work is not None and work.state is State.WORKING and today > work.due_on,
        "people": ", ".join(one.name for one in work.advisers) if work else "",
        "due": work.due_on if work else None,
        "handed_in": handed_in,
        "opens": concern is not None
        and (concern.leads or concern.works or (work is not None and not _is_secret(work))),
        "assigns": concern is not None and concern.leads and work is None,
    }


def whole(
    concern: Concern,
    work: Advisory,
    reviews: Sequence[Review],
    mine: Review | None,
    report: Report | None,
    by: Principal,
    today: date,
) -> dict[str, Any]:
    """The page of the work, for who may read it."""
    case, tasks = concern.case, task_names()
    sealed = report is not None and report.state is ReportState.SEALED
    handed = {one.person_id for one in reviews}
    my = rules.adviser_for(work, concern.team, by.id, today)
    acts = work.state is State.WORKING and (concern.leads or concern.works)
    form_of = legal.rulebook_of(case.dossier).sheet(case.dossier.product.set_no)
    language = current_language()
    criteria = [(leaf.id, f"{leaf.id}. {leaf.label.say(language)}") for leaf in form_of.leaves]
    criteria += [(part.id, f"{part.id}. {part.label.say(language)}") for part in form_of.whole_parts]
    labs = [(id, _laboratory(id)) for id in LABORATORIES]
    blank = ("", _("Không gắn với tiêu chí nào"))
    return {
        "case": case,
        "work": work,
        "due": work.due_on,
        "team": concern.team,
        "state": names.state(LIFECYCLE, work.state),
        "overdue": work.state is State.WORKING and today > work.due_on,
        "leads": concern.leads and work.state is State.WORKING,
        "acts": acts,
        "may_review": acts and my is not None and Task.REVIEW in my.tasks,
        "may_stand_aside": acts and my is not None,
        "my_state": names.state(REVIEWS, mine.state) if mine else None,
        "people": [
            (one.name, ", ".join(tasks[task.value] for task in one.tasks), _review_state(one, handed))
            for one in work.advisers
        ],
        "aside": [(one.name, one.at, one.reason) for one in work.aside] if concern.leads else [],
        "questions": [
            (one, dict(criteria).get(one.criterion or "", "–"), _answer_state(one, today)) for one in work.questions
        ],
        "tests": [(one, _laboratory(one.laboratory)) for one in work.tests],
        "report": report if sealed else None,
        "asking": form(QuestionCommand, choices={"criterion": [blank, *criteria]}),
        "visiting": form(VisitCommand),
        "sampling": form(SampleCommand),
        "testing": form(LabTestCommand, choices={"laboratory": labs}),
        "standing_aside": form(AsideCommand, but=("person_id",)),
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(work.steps)
        ],
    }


class Candidate(Adviser):
    """
    Somebody of the team on the form that gives out the work. `asked`: their tasks; `why`: what speaks against them; `signs`: what
    may, as far as the platform knows.
    """

    signs: list[str] = []
    part: str
    open: int
    next_due: date | None
    asked: list[Asked] = []
    why: str | None = None


def assigning(
    case: Case,
    team: Team,
    work: Advisory | None,
    found: LoadView,
    against: dict[str, Refusal],
    signs: Sequence[Found] = (),
) -> dict[str, Any]:
    """The form that gives out the work: the team with the load of each, and who may not."""
    given = {one.person_id: one for one in work.advisers} if work else {}
    tasks: Options = list(task_names().items())
    parts = teams.part_names()
    people = [
        mapped(
            Candidate,
            one,
            tasks=given[one.person_id].tasks if one.person_id in given else (),
            despite=given[one.person_id].despite if one.person_id in given else None,
            signs=[sign.say() for sign in signs if sign.person_id == one.person_id],
            part=parts.get(one.part, one.part),
            why=against[one.person_id].say(current_language()) if one.person_id in against else None,
        )
        for one in found.people
    ]
    rows = [
        one.model_copy(
            update={
                "asked": form(
                    AdviserCommand,
                    one,
                    {f"advisers-{at}-tasks": tasks},
                    f"advisers-{at}-",
                    but=("person_id",) if one.signs or one.despite else ("person_id", "despite"),
                )
            }
        )
        for at, one in enumerate(people)
    ]
    return {
        "case": case,
        "team": team,
        "version": work.version if work else 0,
        "anew": work is not None,
        "rows": rows,
        "asked": form(AssignmentCommand, work, but=("team_id",)),
    }


def answering(case: Case, work: Advisory) -> dict[str, Any]:
    """The producer's page: what they were asked, and a form for each that is open."""
    return {"case": case, "questions": list(reversed(work.questions)), "asked": form(AnswerCommand)}


def _is_secret(work: Advisory) -> bool:
    """Whether what the team finds is the team's alone."""
    return work.state is not State.REPORTED


def reads(concern: Concern) -> bool:
    """Whether a person may read what the team finds: who works on it, and everybody on the office's side once it reported."""
    return concern.leads or concern.works or (concern.work is not None and not _is_secret(concern.work))


def _review_state(one: Adviser, handed: set[str]) -> str:
    if Task.REVIEW not in one.tasks:
        return "–"
    return _("Đã nộp") if one.person_id in handed else _("Chưa nộp")


def _answer_state(one: Question, today: date) -> tuple[str, str]:
    """What became of a question, and the colour of its tag."""
    if one.silent:
        return _("Không trả lời"), "red"
    if one.answered_on:
        return _("Đã trả lời"), "green"
    return _("Chờ trả lời"), "yellow"


def _laboratory(id: str) -> str:
    known = agency(id)
    return known.label.say(current_language()) if known else id
