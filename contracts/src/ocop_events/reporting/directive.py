"""Directives: official letters that give offices tasks. Told to offices; not public."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath

TOPIC = "ocop.reporting.directive"


class DirectiveTask(
    Part,
    example={
        "task_no": "4",
        "what": "Rà soát sản phẩm hết hạn công nhận",
        "due_on": "2027-06-21",
        "shown_by": ["campaign-dossiers"],
    },
):
    """One order of a directive: what, by when, and which figures or facts show it done."""

    task_no: str
    what: str
    due_on: date | None = None
    shown_by: list[str] = []


class DirectiveFacts(
    EventData,
    key_facts=("issued_by", "paper"),
    example={
        "directive_id": "0198a1b0-0000-7000-8000-000000000d11",
        "issued_by": "33",
        "subject": "Đẩy mạnh thực hiện Chương trình OCOP",
        "paper": {"number": "05/SNNMT-PTNT", "kind": "-", "name": "Công văn 05.pdf"},
    },
):
    """What every event of a directive carries; `issued_by` is the office whose directive it is."""

    directive_id: str
    issued_by: PlacePath
    subject: str
    paper: OfficialPaper | None = None


class DirectiveIssuedV1(
    DirectiveFacts,
    type="vn.ocop.reporting.directive.issued.v1",
    topic=TOPIC,
    key="directive_id",
    key_facts=("recipients", "tasks"),
    vi="Cơ quan ban hành văn bản chỉ đạo kèm các nhiệm vụ.",
    example={"recipients": ["33/11977"], "copies_to": ["UBND tỉnh"], "tasks": [{}], "issued_on": "2027-01-10"},
):
    """An office issued a directive to others; each recipient has each task as a task of its own."""

    grounds: list[str] = []
    recipients: list[PlacePath]
    copies_to: list[str] = []
    tasks: list[DirectiveTask]
    issued_on: date


class DirectiveReadV1(
    DirectiveFacts,
    type="vn.ocop.reporting.directive.read.v1",
    topic=TOPIC,
    key="directive_id",
    vi="Một cơ quan mở văn bản chỉ đạo lần đầu.",
    example={"office": "33/11977", "read_on": "2027-01-11"},
):
    """A recipient (`office`) opened a directive for the first time."""

    office: PlacePath
    read_on: date


class DirectiveClosedV1(
    DirectiveFacts,
    type="vn.ocop.reporting.directive.closed.v1",
    topic=TOPIC,
    key="directive_id",
    vi="Văn bản chỉ đạo đã thực hiện xong, được thay thế hoặc thu hồi.",
    example={"reason": "Đã thực hiện", "answered": 104, "closed_on": "2027-12-20"},
):
    """A directive is carried out, replaced or taken back."""

    reason: str
    replaced_by: str | None = None
    answered: int = 0
    unanswered: int = 0
    closed_on: date
