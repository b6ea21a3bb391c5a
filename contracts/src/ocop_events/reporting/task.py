"""Tasks that offices have from directives: each office has its own, with the day that holds for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, PlacePath
from ocop_events.words import Escalation, TaskAnswer

TOPIC = "ocop.reporting.task"


class TaskFacts(EventData, key_facts=("office", "from_office", "due_on")):
    """What every event of a task carries; `parent_id` where the office above passed its own task down."""

    task_id: str
    directive_id: str
    directive: OfficialPaper | None = None
    task_no: str
    what: str
    office: PlacePath
    from_office: PlacePath
    parent_id: str | None = None
    due_on: date | None = None


class TaskGivenV1(TaskFacts, type="vn.ocop.reporting.task.given.v1", topic=TOPIC, key="task_id", planned=True):
    """An office has a task: from a directive, or passed down with a day of its own."""

    given_on: date


class TaskReadV1(TaskFacts, type="vn.ocop.reporting.task.read.v1", topic=TOPIC, key="task_id", planned=True):
    """The office opened the task for the first time."""

    read_on: date


class TaskAnsweredV1(
    TaskFacts,
    type="vn.ocop.reporting.task.answered.v1",
    topic=TOPIC,
    key="task_id",
    key_facts=("figures", "answered_on"),
    planned=True,
):
    """The office answered with proof; what the platform already knew filled `figures` by itself."""

    answer: str
    figures: Annotated[dict[str, str], Field(description="By what shows the task done; decimals as text.")] = {}
    papers: list[OfficialPaper] = []
    on_time: bool
    answered_on: date


class TaskReviewedV1(
    TaskFacts,
    type="vn.ocop.reporting.task.reviewed.v1",
    topic=TOPIC,
    key="task_id",
    key_facts=("answer",),
    planned=True,
):
    """Who gave the task accepted the answer, or asks for more."""

    answer: TaskAnswer
    reason: str | None = None
    reviewed_on: date


class TaskOverdueV1(TaskFacts, type="vn.ocop.reporting.task.overdue.v1", topic=TOPIC, key="task_id", planned=True):
    """A task's day passed without an answer; it climbs, each rung once."""

    was_due_on: date
    level: Escalation
    noticed_on: date


class TaskUrgedV1(TaskFacts, type="vn.ocop.reporting.task.urged.v1", topic=TOPIC, key="task_id", planned=True):
    """Who gave the task urges its answer (đôn đốc)."""

    words: str | None = None
    urged_on: date
