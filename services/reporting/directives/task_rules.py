"""What must hold of a task, and what becomes of it. Pure: time, ids, figures and places are arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kit.history import SYSTEM, Actor
from kit.identity import Principal
from law.directives import DayRung, DirectiveDays
from services.reporting.directives import refusals
from services.reporting.directives.commands import (
    AnswerTaskCommand,
    PassDownCommand,
    ReviewTaskCommand,
    UrgeTaskCommand,
)
from services.reporting.directives.task import Proof, Reply, Task, TaskFigure, Urging
from services.reporting.directives.task_lifecycle import OPEN, TaskState, TaskVerb


def read(task: Task, *, on: date, at: datetime, by: Principal) -> Task:
    """The task, opened by an officer of its office: once; later openings change nothing."""
    if task.state is not TaskState.GIVEN:
        return task
    return task.stepped(TaskVerb.READ, at=at, by=by, office=task.office, read_on=on)


def passed_down(task: Task, command: PassDownCommand, *, on: date, at: datetime, by: Principal) -> Task:
    """The task, passed down. Raises StepRefused, NobodyChosen, LaterThanAbove, DayPassed."""
    after = task.stepped(TaskVerb.PASS_DOWN, at=at, by=by, office=task.office, note=command.note or None)
    if not command.recipients:
        raise refusals.NobodyChosen(pointer="/recipients")
    if command.due_on and task.due_on and command.due_on > task.due_on:
        raise refusals.LaterThanAbove(
            pointer="/due_on", day=f"{command.due_on:%d/%m/%Y}", most=f"{task.due_on:%d/%m/%Y}"
        )
    if command.due_on and command.due_on < on:
        raise refusals.DayPassed(pointer="/due_on", day=f"{command.due_on:%d/%m/%Y}")
    return after


def task_below(id: str, task: Task, command: PassDownCommand, office: str, office_on: date, *, on: date) -> Task:
    """The task of an office that it was passed down to; its last day is no later than the one above."""
    return Task(
        id=id,
        **task.model_dump(
            include={
                *("directive_id", "number", "signed_on", "issued_by", "subject"),
                *("no", "what", "what_en", "who", "figures", "facts", "since", "until"),
            }
        ),
        office=office,
        office_on=office_on,
        from_office=task.office,
        parent_id=task.id,
        note=command.note,
        given_on=on,
        due_on=command.due_on or task.due_on,
    )


def answered(
    task: Task,
    command: AnswerTaskCommand,
    figures: Sequence[TaskFigure],
    files: Sequence[Proof],
    *,
    on: date,
    at: datetime,
    by: Principal,
) -> Task:
    """The task with an answer. What was first answered in time stays so, though more was asked for. Raises StepRefused."""
    on_time = task.replies[0].on_time if task.replies else not (task.due_on and task.due_on < on)
    reply = Reply(
        **dict(command),
        figures=tuple(figures),
        counted_at=at,
        files=tuple(files),
        answered_on=on,
        on_time=on_time,
        by=Actor.of(by),
    )
    return task.stepped(
        TaskVerb.ANSWER,
        at=at,
        by=by,
        office=task.office,
        replies=(*task.replies, reply),
        read_on=task.read_on or on,
    )


def reviewed(task: Task, command: ReviewTaskCommand, *, on: date, at: datetime, by: Principal) -> Task:
    """The task with its answer accepted, or sent back. Raises StepRefused, OwnAnswer, ReasonMissing, DayPassed."""
    accepts = command.answer == "accepted"
    after = task.stepped(
        TaskVerb.ACCEPT if accepts else TaskVerb.SEND_BACK,
        at=at,
        by=by,
        note=command.reason or None,
        office=task.from_office,
    )
    reply = task.replies[-1]
    if reply.by.id == by.id:
        raise refusals.OwnAnswer()
    if not accepts and not command.reason:
        raise refusals.ReasonMissing(pointer="/reason")
    if not accepts and command.due_on and command.due_on < on:
        raise refusals.DayPassed(pointer="/due_on", day=f"{command.due_on:%d/%m/%Y}")
    said = reply.model_copy(
        update={
            "accepted": accepts,
            "why": command.reason or None,
            "reviewed_on": on,
            "reviewed_by": Actor.of(by),
        }
    )
    changes: dict[str, object] = {"replies": (*task.replies[:-1], said)}
    if not accepts and command.due_on:
        changes["due_on"] = command.due_on
    return after.model_copy(update=changes)


def urged(task: Task, command: UrgeTaskCommand, *, on: date, at: datetime, by: Principal) -> Task:
    """The task, urged by a person: once a day. Raises StepRefused, UrgedToday."""
    after = task.stepped(TaskVerb.URGE, at=at, by=by, note=command.words or None, office=task.from_office)
    if any(one.on == on for one in task.urgings):
        raise refusals.UrgedToday()
    urging = Urging(on=on, by=Actor.of(by), **dict(command))
    return after.model_copy(update={"urgings": (*task.urgings, urging)})


def ended(task: Task, *, at: datetime) -> Task:
    """The task, since its directive was closed."""
    return task.stepped(TaskVerb.END, at=at, by=SYSTEM, office=task.from_office)


def met(task: Task, days: DirectiveDays, since: date, on: date) -> tuple[bool, tuple[DayRung, ...]]:
    """
    What the days after `since`, up to and with `on`, bring to a task: whether the platform urges it, and the rungs it reached. Nothing
    of it is kept in the task: what somebody has open of it is not out of date for a reminder.
    """
    if task.state not in OPEN or task.due_on is None:
        return False, ()
    urges = on <= task.due_on and any(since < day <= on for day in _urging_days(task, days))
    return urges, tuple(rung for rung, day in _rung_days(task, days) if since < day <= on)


def next_day(task: Task, days: DirectiveDays, on: date) -> date | None:
    """The next day after `on` that brings something; None where none does."""
    if task.state not in OPEN or task.due_on is None:
        return None
    found = [*_urging_days(task, days), *(day for _, day in _rung_days(task, days))]
    return min((day for day in found if day > on), default=None)


def _urging_days(task: Task, days: DirectiveDays) -> list[date]:
    """The days on which the platform urges it: of those after it was given."""
    return [day for day in days.urging_days(task.due_on) if day > task.given_on] if task.due_on else []


def _rung_days(task: Task, days: DirectiveDays) -> list[tuple[DayRung, date]]:
    """The days of its rungs: counted from its last day; of a task given after that, from the day it was given."""
    if task.due_on is None:
        return []
    begins = max(task.due_on, task.given_on)
    return [(rung, days.rung_day(begins, rung)) for rung in days.rungs]
