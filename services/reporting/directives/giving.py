"""Use cases: offices are sent a directive and given its tasks, the days of those are awaited, and they end with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from kit.clock import LOCAL
from kit.identity import is_within
from kit.work import Due, Unit
from law.directives import directive_days
from law.places import exists_on
from programme import names
from services.reporting.directives import announcements, refusals, rules, store, task_rules, task_store
from services.reporting.directives.directive import Directive, DirectiveCopy
from services.reporting.directives.lifecycle import State
from services.reporting.directives.task import Task

TASK_DAY = "directive-task-day"
"""A task's next day: it is urged, or reaches a rung."""


GIVING = "directive-giving"
"""The offices of a directive that have no tasks yet are given theirs, some at a time."""
ENDING = "directive-ending"
"""The tasks of a directive that was closed end, some at a time."""
AT_ONCE = 100
"""Tasks one transaction gives or ends."""


async def give_some(unit: Unit, directive: Directive) -> None:
    """Gives some of the directive's offices their tasks, whole offices each; and sees to the rest at once."""
    given = await task_store.offices_given(unit, directive.id)
    waiting = [office for office in directive.recipients if office not in given]
    some = waiting[: max(1, AT_ONCE // len(directive.orders))]
    await give(
        unit,
        [
            rules.task_of(unit.new_id(), directive, order, office, on=unit.today)
            for office in some
            for order in directive.orders
        ],
    )
    if len(waiting) > len(some):
        unit.defer(Due(what=GIVING, subject=directive.id, due_at=unit.now, place=directive.issued_by))


async def give_more(unit: Unit, due: Due) -> None:
    """Goes on giving the tasks of a directive that was issued to many."""
    directive = await store.directives.find(unit, due.subject)
    if directive is None or directive.state is not State.ISSUED:
        return
    await store.directives.touch(unit, directive)  # it is not closed meanwhile
    await give_some(unit, directive)


async def end_some(unit: Unit, directive: Directive) -> None:
    """Ends some of the tasks of a directive that was closed; and sees to the rest at once."""
    live = await task_store.live_of(unit, directive.id, AT_ONCE)
    for task in live:
        await task_store.tasks.keep(unit, task_rules.ended(task, at=unit.now))
        unit.settle(TASK_DAY, task.id)
    if len(live) == AT_ONCE:
        unit.defer(Due(what=ENDING, subject=directive.id, due_at=unit.now, place=directive.issued_by))


async def end_more(unit: Unit, due: Due) -> None:
    """Goes on ending the tasks of a directive that was closed."""
    directive = await store.directives.find(unit, due.subject)
    if directive is not None and directive.state is State.CLOSED:
        await end_some(unit, directive)


async def give(unit: Unit, tasks: Sequence[Task]) -> None:
    """Gives offices their tasks."""
    await task_store.tasks.add_all(unit, tasks)
    for task in tasks:
        announcements.given(unit, task)
        await_next_day(unit, task)


async def send_copies(unit: Unit, directive: Directive, giver: str, offices: Sequence[str]) -> None:
    """Sends a directive to those of some offices that have no copy yet."""
    copies = [
        copy_for(unit, directive, office, giver)
        for office in dict.fromkeys(offices)
        if await store.copy_of(unit, directive.id, office) is None
    ]
    if copies:
        await store.copies.add_all(unit, copies)


def copy_for(unit: Unit, directive: Directive, office: str, from_office: str) -> DirectiveCopy:
    """The copy that an office is sent."""
    return DirectiveCopy(
        id=unit.new_id(), directive_id=directive.id, office=office, from_office=from_office, sent_on=unit.today
    )


def must_lie_below(office: str, giver: str, on: date) -> None:
    """Raises NotBelow for an office that is not below who gives it something, or was not there on a day."""
    if office == giver or not is_within(office, giver) or not exists_on(office, on):
        said = names.both(names.office, office, on) if exists_on(office, on) else office
        raise refusals.NotBelow(pointer="/recipients", office=said, day=f"{on:%d/%m/%Y}")


def await_next_day(unit: Unit, task: Task) -> None:
    """Sets the deadline of a task's next day, where one comes."""
    day = task_rules.next_day(task, directive_days(), unit.today)
    if day is not None:
        at = datetime.combine(day, time.min, LOCAL)
        since = {"since": unit.today.isoformat()}
        unit.defer(Due(what=TASK_DAY, subject=task.id, due_at=at, place=task.office, data=since))
