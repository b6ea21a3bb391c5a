"""Tasks of directives as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pydantic import Field

from kit.history import Step
from kit.identity import Principal
from kit.language import gettext as _
from kit.web.labelled import Options, form
from programme import names
from services.reporting.directives import task_store, views
from services.reporting.directives.commands import (
    AnswerTaskCommand,
    PassDownCommand,
    ReviewTaskCommand,
    UrgeTaskCommand,
)
from services.reporting.directives.rules import lines
from services.reporting.directives.task import Reply, Task, TaskFigure
from services.reporting.directives.task_lifecycle import OPEN, TASKS, TaskState
from services.reporting.directives.task_use_cases import day_of


class TaskView(Task):
    """A task for machines, with the figures as the platform has counted them now. Who took its steps is the office's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    version: int = 0
    is_late: bool = False
    counted: tuple[TaskFigure, ...] = ()


def view(task: Task, on: date, counted: Sequence[TaskFigure] = ()) -> TaskView:
    """A task for machines."""
    said = task.model_dump(exclude={"steps"})
    return TaskView.model_validate({**said, "is_late": task.late(on), "counted": [dict(one) for one in counted]})


def whole(task: Task, counted: Sequence[TaskFigure], below: Sequence[Task], by: Principal, on: date) -> dict[str, Any]:
    """A task as a page: what is asked, what the platform has counted, what was answered, how those below stand."""
    doing, giving = task_store.acts_at(task.office, by, on), task_store.acts_at(task.from_office, by, on)
    return {
        "task": task,
        "line": views.due_line(task, on),
        "what": views.what(task),
        "facts": lines(task.facts),
        "last_day": task.due_on,
        "giver": names.office(task.from_office, task.office_on),
        "counted": figures(task, counted),
        "replies": [reply(task, one) for one in reversed(task.replies)],
        "below": [views.due_line(one, on) for one in below],
        "urgings": [{"on": one.on, "by": one.by.name, "words": one.words or "–"} for one in reversed(task.urgings)],
        "may_answer": doing and task.state in OPEN,
        "may_pass": doing and task.state in OPEN and bool(views.below(task.office, day_of(task.office, on))),
        "may_review": giving and task.state is TaskState.ANSWERED,
        "may_urge": giving and task.state in OPEN,
        "steps": [
            {
                "at": one.at,
                "verb": names.verb(TASKS, one.verb),
                "by": names.office(one.office, task.office_on) if one.office else one.by.name,
                "why": one.note or "–",
            }
            for one in task.steps
        ],
    }


def figures(task: Task, counted: Sequence[TaskFigure], as_of: str | None = None) -> list[dict[str, Any]]:
    """Figures with the page of the rows each was counted from."""
    return [
        {
            "label": views.figure(one.code),
            "value": one.value,
            "rows": f"/figures/{one.code}?"
            + urlencode(
                {
                    "area": task.office,
                    "since": one.since.isoformat(),
                    "until": one.until.isoformat(),
                    **({"as_of": as_of} if as_of else {}),
                }
            ),
            "since": one.since,
            "until": one.until,
        }
        for one in counted
    ]


def reply(task: Task, said: Reply) -> dict[str, Any]:
    """An answer as a page shows it."""
    return {
        "words": said.words,
        "answered_on": said.answered_on,
        "on_time": said.on_time,
        "by": said.by.name,
        "figures": figures(task, said.figures, said.counted_at.isoformat()),
        "files": said.files,
        "accepted": said.accepted,
        "why": said.why,
        "reviewed_on": said.reviewed_on,
    }


def answering() -> dict[str, Any]:
    """The form of an answer."""
    return {"asked": form(AnswerTaskCommand)}


def passing(task: Task, taken: Sequence[Task], on: date) -> dict[str, Any]:
    """The form by which a task is passed down: to those below that do not have it."""
    known = {one.office for one in taken}
    day = day_of(task.office, on)
    choices: dict[str, Options] = {
        "recipients": [choice for choice in views.below(task.office, day) if choice[0] not in known]
    }
    return {"asked": form(PassDownCommand, None, choices)}


def reviewing() -> dict[str, Any]:
    """The form by which an answer is accepted or sent back."""
    choices: dict[str, Options] = {"answer": [("accepted", _("Chấp nhận")), ("sent-back", _("Yêu cầu bổ sung"))]}
    return {"asked": form(ReviewTaskCommand, None, choices)}


def urging() -> dict[str, Any]:
    """The form by which a task is urged."""
    return {"asked": form(UrgeTaskCommand)}
