"""The task: what an office has to do from a directive, and what it answered."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from kit.aggregate import Kept
from kit.history import Actor, Stateful
from services.reporting.directives.directive import Added, KeptFile, LastDay, ReplyFields, UrgingFields
from services.reporting.directives.task_lifecycle import OPEN, TASKS, TaskState


class Value(BaseModel):
    """A part of a task."""

    model_config = ConfigDict(frozen=True)


class Proof(KeptFile):
    """A file of an answer."""

    id: str


class TaskFigure(Value):
    """What the platform counted for the office, from `since` to `until`, when the answer was given."""

    code: str
    value: int
    since: date
    until: date


class Reply(ReplyFields, Kept):
    """An answer; `accepted` is None until who gave the task has looked. `counted_at`: as the platform knew it then."""

    figures: tuple[TaskFigure, ...] = ()
    counted_at: datetime
    files: tuple[Proof, ...] = ()
    answered_on: date
    on_time: bool
    by: Actor
    accepted: bool | None = None
    why: str | None = None
    reviewed_on: date | None = None
    reviewed_by: Actor | None = None


class Urging(UrgingFields, Kept):
    """That a person urged the task."""

    on: date
    by: Actor


class Task(LastDay, Added, Stateful, lifecycle=TASKS):
    """
    One task of one office. `office_on`: the day by which the office is meant; an office that ended since is answered for by the one
    above it. `parent_id`: the task it was passed down from.
    """

    directive_id: str
    number: str
    signed_on: date | None = None
    issued_by: str
    subject: str
    no: str
    what: str
    what_en: str = ""
    who: str = ""
    figures: tuple[str, ...] = ()
    facts: str = ""
    since: date
    until: date
    office: str
    office_on: date
    from_office: str
    parent_id: str | None = None
    given_on: date
    read_on: date | None = None
    replies: tuple[Reply, ...] = ()
    urgings: tuple[Urging, ...] = ()
    state: TaskState = TaskState.GIVEN

    @property
    def reply(self) -> Reply | None:
        """The last answer."""
        return self.replies[-1] if self.replies else None

    def late(self, on: date) -> bool:
        """Whether its day has passed and its office still has to answer."""
        return self.due_on is not None and self.due_on < on and self.state in OPEN
