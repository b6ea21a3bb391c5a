"""What must hold of a directive, and what becomes of it. Pure: time, ids and places are arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kit.history import Actor
from kit.identity import Principal
from kit.mapped import mapped
from law.directives import Letter, TaskOfLetter
from services.reporting.directives import refusals
from services.reporting.directives.commands import (
    CloseDirectiveCommand,
    DirectiveCommand,
    NewDirectiveCommand,
    OrderCommand,
)
from services.reporting.directives.directive import MOST_ORDERS, Directive, DirectiveCopy, KeptFile, Order
from services.reporting.directives.lifecycle import Verb
from services.reporting.directives.task import Task
from services.reporting.directives.task_lifecycle import TaskState

MOST_TASKS = 2000
"""Tasks of offices that one directive makes when it is issued."""


def written(id: str, command: NewDirectiveCommand, *, on: date) -> Directive:
    """A draft written on a page. Raises PeriodTurned."""
    _in_order(command)
    said = command.model_dump(exclude={"office"})
    return Directive(id=id, issued_by=command.office, on=command.signed_on or on, drafted_on=on, **said)


def drafted(
    id: str, letter: Letter, hash: str, recipients: Sequence[str], ids: Sequence[str], *, on: date
) -> Directive:
    """A draft from a file: what the file leaves open is written before it is issued."""
    return mapped(
        Directive,
        letter,
        id=id,
        letter=letter.code,
        letter_hash=hash,
        subject=letter.subject.vi,
        subject_en=letter.subject.en,
        signatory=letter.signed,
        grounds="\n".join(one.vi for one in letter.grounds),
        recipients=tuple(recipients),
        copies_to="\n".join(letter.copies_to),
        orders=tuple(_order(order_id, one) for order_id, one in zip(ids, letter.tasks, strict=True)),
        drafted_on=on,
    )


def _order(id: str, said: TaskOfLetter) -> Order:
    """An order as the file of a letter has it."""
    beside = [said.due_note.vi] if said.due_note else []
    return mapped(
        Order,
        said,
        id=id,
        what=said.what.vi,
        what_en=said.what.en,
        who=said.who.vi if said.who else "",
        facts="\n".join([*(fact.vi for fact in said.facts), *beside]),
    )


def rewritten(directive: Directive, command: DirectiveCommand) -> Directive:
    """A draft with what is written of it now. Raises StepRefused, PeriodTurned."""
    _in_order(command)
    return directive.moved(Verb.WRITE, **dict(command), on=command.signed_on or directive.on)


def with_order(directive: Directive, id: str, command: OrderCommand) -> Directive:
    """A draft with an order more, or one changed. Raises StepRefused, OrderTwice, TooManyOrders."""
    if any(one.no == command.no and one.id != id for one in directive.orders):
        raise refusals.OrderTwice(pointer="/no", no=command.no)
    made = Order(id=id, **dict(command))
    if directive.order(id):
        orders = tuple(made if one.id == id else one for one in directive.orders)
    else:
        orders = (*directive.orders, made)
    if len(orders) > MOST_ORDERS:
        raise refusals.TooManyOrders(most=MOST_ORDERS)
    return directive.moved(Verb.WRITE, orders=orders)


def without_order(directive: Directive, id: str) -> Directive:
    """A draft without one of its orders. Raises StepRefused."""
    return directive.moved(Verb.WRITE, orders=tuple(one for one in directive.orders if one.id != id))


def with_paper(directive: Directive, paper: KeptFile) -> Directive:
    """A draft with its signed copy. Raises StepRefused."""
    return directive.moved(Verb.WRITE, paper=paper)


def issued(directive: Directive, *, on: date, at: datetime, by: Principal) -> Directive:
    """The directive, issued. Raises StepRefused, NotYetComplete, SignedToCome, TooManyTasks."""
    after = directive.stepped(Verb.ISSUE, at=at, by=by, office=directive.issued_by, issued_on=on)
    if missing := _missing(directive):
        said = (", ".join(vi for vi, _ in missing), ", ".join(en for _, en in missing))
        raise refusals.NotYetComplete(missing=said)
    assert directive.signed_on
    if directive.signed_on > on:
        raise refusals.SignedToCome(pointer="/signed_on", day=f"{directive.signed_on:%d/%m/%Y}")
    count = len(directive.recipients) * len(directive.orders)
    if count > MOST_TASKS:
        raise refusals.TooManyTasks(count=count, most=MOST_TASKS)
    return after


def closed(directive: Directive, command: CloseDirectiveCommand, *, on: date, at: datetime, by: Principal) -> Directive:
    """The directive, closed. Raises StepRefused."""
    return directive.stepped(
        Verb.CLOSE,
        at=at,
        by=by,
        note=command.reason,
        office=directive.issued_by,
        closed_on=on,
        closed_because=command.reason,
        replaced_by=command.replaced_by or None,
    )


def task_of(id: str, directive: Directive, order: Order, office: str, *, on: date) -> Task:
    """The task that an order is to one of the offices it is addressed to."""
    return mapped(
        Task,
        directive,
        id=id,
        version=0,
        state=TaskState.GIVEN,
        steps=(),
        directive_id=directive.id,
        **order.model_dump(exclude={"id"}),
        office=office,
        office_on=directive.on,
        from_office=directive.issued_by,
        given_on=on,
    )


def read(copy: DirectiveCopy, *, on: date, by: Principal) -> DirectiveCopy:
    """The copy, with who opened it first and when."""
    return copy.model_copy(update={"read_on": on, "read_by": Actor.of(by)})


def lines(text: str) -> list[str]:
    """The lines of a text in which each is one thing."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _in_order(command: DirectiveCommand) -> None:
    if command.until < command.since:
        raise refusals.PeriodTurned(pointer="/until")


def _missing(directive: Directive) -> list[tuple[str, str]]:
    asked = [
        (directive.number, ("số, ký hiệu", "its number")),
        (directive.signed_on, ("ngày ký", "the day it was signed")),
        (directive.signatory, ("người ký", "who signed it")),
        (directive.paper, ("bản ký (PDF)", "the signed copy (PDF)")),
        (directive.recipients, ("nơi nhận nhiệm vụ", "who has its tasks")),
        (directive.orders, ("nhiệm vụ", "its orders")),
    ]
    return [words for value, words in asked if not value]
