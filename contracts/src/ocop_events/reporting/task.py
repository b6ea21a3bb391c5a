"""Tasks that offices have from directives: each office has its own, with the day that holds for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, PlacePath
from ocop_events.words import Escalation, TaskAnswer

TOPIC = "ocop.reporting.task"


class TaskFacts(
    EventData,
    key_facts=("office", "from_office", "due_on"),
    example={
        "task_id": "0198a1b0-0000-7000-8000-000000000d21",
        "directive_id": "0198a1b0-0000-7000-8000-000000000d11",
        "task_no": "4",
        "what": "Rà soát sản phẩm hết hạn công nhận",
        "office": "33/11977",
        "from_office": "33",
        "due_on": "2027-06-21",
    },
):
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


class TaskGivenV1(
    TaskFacts,
    type="vn.ocop.reporting.task.given.v1",
    topic=TOPIC,
    key="task_id",
    vi="Một cơ quan có nhiệm vụ.",
    example={"given_on": "2027-01-10"},
):
    """An office has a task: from a directive, or passed down with a day of its own."""

    given_on: date


class TaskReadV1(
    TaskFacts,
    type="vn.ocop.reporting.task.read.v1",
    topic=TOPIC,
    key="task_id",
    vi="Cơ quan mở nhiệm vụ lần đầu.",
    example={"read_on": "2027-01-11"},
):
    """The office opened the task for the first time."""

    read_on: date


class TaskAnsweredV1(
    TaskFacts,
    type="vn.ocop.reporting.task.answered.v1",
    topic=TOPIC,
    key="task_id",
    key_facts=("figures", "answered_on"),
    vi="Cơ quan báo cáo kết quả nhiệm vụ kèm minh chứng.",
    example={
        "answer": "Đã rà soát 12 sản phẩm",
        "figures": {"reviewed": "12"},
        "on_time": True,
        "answered_on": "2027-06-10",
        "first_answered_on": "2027-06-10",
    },
):
    """The office answered with proof; what the platform already knew filled `figures` by itself."""

    answer: str
    figures: Annotated[dict[str, str], Field(description="By what shows the task done; decimals as text.")] = {}
    papers: list[OfficialPaper] = []
    on_time: bool
    answered_on: date
    first_answered_on: date | None = None


class TaskReviewedV1(
    TaskFacts,
    type="vn.ocop.reporting.task.reviewed.v1",
    topic=TOPIC,
    key="task_id",
    key_facts=("answer",),
    vi="Nơi giao chấp nhận kết quả hoặc yêu cầu bổ sung.",
    example={"answer": "accepted", "reviewed_on": "2027-06-12"},
):
    """Who gave the task accepted the answer, or asks for more."""

    answer: TaskAnswer
    reason: str | None = None
    reviewed_on: date


class TaskOverdueV1(
    TaskFacts,
    type="vn.ocop.reporting.task.overdue.v1",
    topic=TOPIC,
    key="task_id",
    vi="Hết hạn nhiệm vụ mà chưa có kết quả; báo lên từng nấc.",
    example={"was_due_on": "2027-06-21", "level": "reminder", "noticed_on": "2027-06-22", "climbs_to": "33"},
):
    """A task's day passed without an answer; it climbs, each rung once."""

    was_due_on: date
    level: Escalation
    noticed_on: date
    climbs_to: PlacePath | None = None


class TaskUrgedV1(
    TaskFacts,
    type="vn.ocop.reporting.task.urged.v1",
    topic=TOPIC,
    key="task_id",
    vi="Nơi giao đôn đốc nhiệm vụ.",
    example={"words": "Đề nghị báo cáo trong tuần", "urged_on": "2027-06-23"},
):
    """Who gave the task urges its answer (đôn đốc)."""

    words: str | None = None
    urged_on: date
