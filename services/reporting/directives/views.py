"""Directives as the JSON API and the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from kit.history import Step
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.web.formats import show_date
from kit.web.labelled import Options, form
from law.directives import letters
from law.figures import figure_rules
from law.places import gazetteer
from programme import names
from programme.roles import OFFICERS
from services.reporting.directives.commands import (
    CloseDirectiveCommand,
    DirectiveCommand,
    LetterCommand,
    NewDirectiveCommand,
    OrderCommand,
)
from services.reporting.directives.directive import Directive, DirectiveCopy, Order
from services.reporting.directives.lifecycle import LIFECYCLE, State
from services.reporting.directives.rules import lines
from services.reporting.directives.task import Task
from services.reporting.directives.task_lifecycle import OPEN, TASKS, TaskState

COLOURS = {State.DRAFT: "grey", State.ISSUED: "blue", State.CLOSED: "green"}
TASK_COLOURS = {
    TaskState.GIVEN: "yellow",
    TaskState.READ: "blue",
    TaskState.ANSWERED: "purple",
    TaskState.SENT_BACK: "orange",
    TaskState.ACCEPTED: "green",
    TaskState.ENDED: "grey",
}


class DirectiveView(Directive):
    """A directive for machines. Who took its steps is the office's own."""

    steps: tuple[Step, ...] = Field((), exclude=True)
    version: int = 0


class CopyView(BaseModel):
    """That an office was sent a directive."""

    office: str
    from_office: str
    sent_on: date
    read_on: date | None


class Standing(BaseModel):
    """Where a directive stands at the offices its reader may see."""

    tasks: int
    by_state: dict[str, int]
    late: int
    unread: list[str]
    copies: list[CopyView]


def view(directive: Directive) -> DirectiveView:
    """A directive for machines."""
    return DirectiveView.model_validate(directive.model_dump(exclude={"steps"}))


def standing(copies: Sequence[DirectiveCopy], tasks: Sequence[Task], on: date) -> Standing:
    """Where it stands: how many tasks are in which state, and who has not read."""
    return Standing(
        tasks=len(tasks),
        by_state={state.value: count for state in TaskState if (count := sum(one.state is state for one in tasks))},
        late=sum(one.late(on) for one in tasks),
        unread=[one.office for one in copies if one.read_on is None],
        copies=[
            CopyView(office=one.office, from_office=one.from_office, sent_on=one.sent_on, read_on=one.read_on)
            for one in copies
        ],
    )


def line(directive: Directive) -> dict[str, Any]:
    """A directive as a row of a list."""
    return {
        "id": directive.id,
        "number": directive.number or _("(chưa có số)"),
        "subject": subject(directive),
        "office": names.office(directive.issued_by, directive.on),
        "signed_on": directive.signed_on,
        "state": names.state(LIFECYCLE, directive.state),
        "colour": COLOURS[directive.state],
        "orders": len(directive.orders),
        "offices": len(directive.recipients),
    }


def subject(directive: Directive) -> str:
    """What it is about, in the reader's language where it says so."""
    return directive.subject_en if current_language() == "en" and directive.subject_en else directive.subject


def what(said: Order | Task) -> str:
    """What an order or task asks for, in the reader's language where it says so."""
    return said.what_en if current_language() == "en" and said.what_en else said.what


def whole(
    directive: Directive, copies: Sequence[DirectiveCopy], tasks: Sequence[Task], by: Principal, on: date
) -> dict[str, Any]:
    """A directive as a page: what it says, who has what, who has not read, and what its reader may do."""
    own = directive.issued_by in by.offices(*OFFICERS)
    draft = directive.state is State.DRAFT
    return {
        "directive": directive,
        "line": line(directive),
        "bases": lines(directive.grounds),
        "copied": lines(directive.copies_to),
        "orders": [order_line(one) for one in directive.orders],
        "numbers": numbers(directive, tasks),
        "matrix": _planned(directive) if draft else matrix(directive, tasks, on),
        "unread": [
            {"office": names.office(one.office, directive.on), "sent_on": one.sent_on}
            for one in copies
            if one.read_on is None
        ],
        "copies": len(copies),
        "late": sum(one.late(on) for one in tasks),
        "unverified": directive.verified not in (None, "yes"),
        "is_draft": draft,
        "may_write": own and draft,
        "may_close": own and directive.state is State.ISSUED,
        "may_report": not draft and bool(tasks),
        "steps": [
            {
                "at": one.at,
                "verb": names.verb(LIFECYCLE, one.verb),
                "by": names.office(one.office, directive.on) if one.office else one.by.name,
                "why": one.note,
            }
            for one in directive.steps
        ],
    }


def order_line(order: Order) -> dict[str, Any]:
    """An order as a row."""
    return {
        "id": order.id,
        "no": order.no,
        "what": what(order),
        "who": order.who,
        "due_on": order.due_on,
        "shown": "; ".join([*map(figure, order.figures), *lines(order.facts)]),
    }


def numbers(directive: Directive, tasks: Sequence[Task]) -> list[str]:
    """The paragraphs of a directive, in its order."""
    known = [one.no for one in directive.orders]
    return known or sorted({one.no for one in tasks})


def matrix(directive: Directive, tasks: Sequence[Task], on: date) -> list[dict[str, Any]]:
    """A row for each office, a cell for each order: where that office's task stands."""
    rows: dict[str, dict[str, Task]] = {}
    for one in tasks:
        rows.setdefault(one.office, {})[one.no] = one
    return [
        {
            "office": names.office(office, next(iter(found.values())).office_on),
            "cells": [_cell(found.get(no), on) for no in numbers(directive, tasks)],
        }
        for office, found in sorted(rows.items())
    ]


def _cell(task: Task | None, on: date) -> dict[str, Any] | None:
    if task is None:
        return None
    late = task.late(on)
    return {
        "path": f"/directives/{task.directive_id}/tasks/{task.id}",
        "state": _("quá hạn") if late else names.state(TASKS, task.state),
        "colour": "red" if late else TASK_COLOURS[task.state],
    }


def _planned(directive: Directive) -> list[dict[str, Any]]:
    """Who gets what, before it is issued: each office with the day of each order."""
    cells = [
        {"path": None, "state": show_date(one.due_on) if one.due_on else _("có"), "colour": "grey"}
        for one in directive.orders
    ]
    return [{"office": names.office(office, directive.on), "cells": cells} for office in directive.recipients]


def due_line(task: Task, on: date) -> dict[str, Any]:
    """A task as a row of what is due."""
    late = task.late(on)
    return {
        "path": f"/directives/{task.directive_id}/tasks/{task.id}",
        "what": f"{task.no}. {what(task)}",
        "number": task.number,
        "office": names.office(task.office, task.office_on),
        "due_on": task.due_on,
        "late": late,
        "open": task.state in OPEN,
        "state": names.state(TASKS, task.state),
        "colour": "red" if late else TASK_COLOURS[task.state],
    }


def figure(code: str) -> str:
    """A figure in words."""
    found = next((one for one in figure_rules().figures if one.code == code), None)
    return found.label.say(current_language()) if found else code


def figure_options() -> list[tuple[str, str]]:
    """The figures to choose from."""
    return [(one.code, one.label.say(current_language())) for one in figure_rules().figures]


def writing(by: Principal, on: date) -> dict[str, Any]:
    """The forms by which a directive is begun: from a file, or written."""
    own = list(by.offices(*OFFICERS))
    held = [one for one in letters() if one.issued_by in own]
    choices: dict[str, Options] = {
        "office": [(one, names.office(one, on)) for one in own],
        "recipients": [choice for one in own for choice in below(one, on)],
    }
    language = current_language()
    options = [
        (one.code, " – ".join([one.subject.say(language), *([] if one.verified == "yes" else [_("chưa đối chiếu")])]))
        for one in held
    ]
    return {
        "files": form(LetterCommand, None, {"letter": options}) if held else [],
        "asked": form(NewDirectiveCommand, None, choices),
    }


def rewriting(directive: Directive) -> dict[str, Any]:
    """The form by which a draft is written anew."""
    known = dict(below(directive.issued_by, directive.on))
    known |= {one: names.office(one, directive.on) for one in directive.recipients}
    return {"asked": form(DirectiveCommand, directive, {"recipients": sorted(known.items())})}


def ordering(order: Order | None = None) -> dict[str, Any]:
    """The form of one order."""
    return {"order": order, "asked": form(OrderCommand, order, {"figures": figure_options()})}


def closing() -> dict[str, Any]:
    """The form by which a directive is closed."""
    return {"asked": form(CloseDirectiveCommand)}


def below(office: str, on: date) -> list[tuple[str, str]]:
    """The offices right below one on a day, in words."""
    return [(one.path, names.office(one.path, on)) for one in gazetteer().children(office, on)]
