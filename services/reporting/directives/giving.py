"""Use cases: offices are sent a directive and given its tasks, and the days of those are awaited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from kit.clock import LOCAL
from kit.identity import is_within
from kit.work import Due, Unit
from law.directives import directive_days
from law.places import exists_on
from programme import names
from services.reporting.directives import announcements, refusals, store, task_rules, task_store
from services.reporting.directives.directive import Directive, DirectiveCopy
from services.reporting.directives.task import Task

TASK_DAY = "directive-task-day"
"""A task's next day: it is urged, or reaches a rung."""


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
