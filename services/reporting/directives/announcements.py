"""Events about directives and their tasks: aggregate → contract."""

from __future__ import annotations

from typing import Any, TypeVar

from ocop_events.reporting.directive import (
    DirectiveClosedV1,
    DirectiveFacts,
    DirectiveIssuedV1,
    DirectiveReadV1,
    DirectiveTask,
)
from ocop_events.reporting.task import (
    TaskAnsweredV1,
    TaskFacts,
    TaskGivenV1,
    TaskOverdueV1,
    TaskReadV1,
    TaskReviewedV1,
    TaskUrgedV1,
)
from ocop_events.vocabulary import OfficialPaper

from kit.mapped import mapped
from kit.work import Unit
from services.reporting.directives.directive import Directive, DirectiveCopy
from services.reporting.directives.rules import lines
from services.reporting.directives.task import Task

D = TypeVar("D", bound=DirectiveFacts)
T = TypeVar("T", bound=TaskFacts)
LETTER = "-"
"""The kind of a letter, which has none in its number."""


def paper_of(directive: Directive) -> OfficialPaper | None:
    """The directive as a signed paper; None before it has number and day."""
    if not directive.number or directive.signed_on is None:
        return None
    kept = {"name": directive.paper.name, "sha256": directive.paper.sha256} if directive.paper else {}
    return mapped(OfficialPaper, directive, kind=LETTER, office=directive.issued_by, **kept)


def issued(unit: Unit, directive: Directive) -> None:
    """Announces a directive that was issued."""
    orders = [
        mapped(DirectiveTask, one, task_no=one.no, shown_by=[*one.figures, *lines(one.facts)])
        for one in directive.orders
    ]
    unit.announce(
        _of(
            DirectiveIssuedV1,
            directive,
            grounds=lines(directive.grounds),
            copies_to=lines(directive.copies_to),
            tasks=orders,
            issued_on=directive.signed_on,
        ),
        place=directive.issued_by,
    )


def read(unit: Unit, directive: Directive, copy: DirectiveCopy) -> None:
    """Announces that an office opened a directive for the first time."""
    unit.announce(_of(DirectiveReadV1, directive, office=copy.office, read_on=copy.read_on), place=copy.office)


def closed(unit: Unit, directive: Directive, answered: int, unanswered: int) -> None:
    """Announces that a directive was closed."""
    fact = _of(DirectiveClosedV1, directive, reason=directive.closed_because, answered=answered, unanswered=unanswered)
    unit.announce(fact, place=directive.issued_by)


def given(unit: Unit, task: Task) -> None:
    """Announces that an office has a task."""
    unit.announce(_task(TaskGivenV1, task), place=task.office)


def task_read(unit: Unit, task: Task) -> None:
    """Announces that an office opened its task."""
    unit.announce(_task(TaskReadV1, task), place=task.office)


def answered(unit: Unit, task: Task) -> None:
    """Announces the last answer to a task."""
    reply = task.replies[-1]
    papers = [
        OfficialPaper(number="-", signed_on=reply.answered_on, kind=LETTER, name=one.name, sha256=one.sha256)
        for one in reply.files
    ]
    fact = _task(
        TaskAnsweredV1,
        task,
        answer=reply.words,
        figures={one.code: str(one.value) for one in reply.figures},
        papers=papers,
        on_time=reply.on_time,
        answered_on=reply.answered_on,
        first_answered_on=task.replies[0].answered_on,
    )
    unit.announce(fact, place=task.office)


def reviewed(unit: Unit, task: Task) -> None:
    """Announces what was said to the last answer."""
    reply = task.replies[-1]
    answer = "accepted" if reply.accepted else "sent-back"
    fact = _task(TaskReviewedV1, task, answer=answer, reason=reply.why, reviewed_on=reply.reviewed_on)
    unit.announce(fact, place=task.office)


def urged(unit: Unit, task: Task, words: str | None) -> None:
    """Announces that a task was urged; without words by the platform, or by a person who said none."""
    unit.announce(_task(TaskUrgedV1, task, words=words, urged_on=unit.today), place=task.office)


def overdue(unit: Unit, task: Task, level: str, climbs_to: str | None) -> None:
    """Announces a rung that an overdue task reached; `climbs_to`: the office above, where it is told."""
    said = {"was_due_on": task.due_on, "level": level, "noticed_on": unit.today, "climbs_to": climbs_to}
    unit.announce(_task(TaskOverdueV1, task, **said), place=task.office)


def _of(kind: type[D], directive: Directive, **own: Any) -> D:
    return mapped(kind, directive, directive_id=directive.id, **{"paper": paper_of(directive), **own})


def _task(kind: type[T], task: Task, **own: Any) -> T:
    letter = None
    if task.number and task.signed_on:
        letter = OfficialPaper(number=task.number, signed_on=task.signed_on, kind=LETTER, office=task.issued_by)
    return mapped(kind, task, task_id=task.id, task_no=task.no, directive=letter, **own)
