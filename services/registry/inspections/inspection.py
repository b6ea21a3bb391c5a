"""The inspection: when, whom and what about, what its checklist said, and the record both sides signed or were asked to sign."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.command import Fields, Id, Label, Name, OneOf, Words
from kit.days import Day
from kit.history import Stateful
from law.inspections import SEVERITIES, inspection_rules
from programme.places import Where
from services.registry.inspections.lifecycle import LIFECYCLE, State

SCOPES = tuple(one.id for one in inspection_rules().scopes)
Severity = Annotated[str, OneOf(SEVERITIES)]


class Verdict(StrEnum):
    """What was found on one line of the checklist."""

    KEPT = "kept"
    NOT_KEPT = "not-kept"
    NOT_APPLICABLE = "not-applicable"


class Value(BaseModel):
    """A part of an inspection."""

    model_config = ConfigDict(frozen=True)


class InspectionFields(Fields):
    """When an office will go there, and what about."""

    planned_on: Annotated[Day, Label("Ngày kiểm tra", "Day of the visit", example="2027-03-15")]
    scopes: Annotated[
        tuple[Annotated[str, OneOf(SCOPES)], ...],
        Field(min_length=1, max_length=20),
        Label("Nội dung kiểm tra", "What about", example=["mark"]),
    ]
    unplanned_because: Annotated[
        Words,
        Label(
            "Lý do kiểm tra đột xuất",
            "Reason of an unplanned visit",
            example="Người dân phản ánh in sai hạng sao",
            hint=(
                "Bắt buộc khi cuộc kiểm tra không có trong kế hoạch năm.",
                "Needed where the visit is on no plan of the year.",
            ),
        ),
    ] = ""


class VisitFields(Fields):
    """What the record says beside the checklist."""

    visited_on: Annotated[Day, Label("Ngày đến kiểm tra", "Day of the visit", example="2027-03-15")]
    inspectors: Annotated[
        Words,
        Field(min_length=1),
        Label(
            "Người kiểm tra",
            "Who inspected",
            example="Ông Nguyễn Văn An, công chức Phòng Kinh tế xã",
            hint=("Họ tên, chức vụ, mỗi người một dòng.", "Name and post, one a line."),
        ),
    ]
    present: Annotated[
        Name,
        Field(min_length=1),
        Label("Đại diện cơ sở", "Present for the producer", example="Bà Nguyễn Thị Hương, Giám đốc"),
    ]
    statement: Annotated[Words, Label("Ý kiến của cơ sở", "What the producer says")] = ""
    proposal: Annotated[Words, Label("Yêu cầu, kiến nghị của đoàn", "What the inspectors ask for")] = ""


class RecordFields(Fields):
    """The record that both sides sign; `refused`: the producer was asked to and would not."""

    number: Annotated[Id, Label("Số biên bản", "Number of the record", example="05/BB-KT")]
    signed_on: Annotated[Day, Label("Ngày lập biên bản", "Day of the record", example="2027-03-15")]
    refused: Annotated[
        bool,
        Label(
            "Cơ sở không ký biên bản",
            "The producer refused to sign",
            hint=(
                "Ghi lý do và người chứng kiến ở ô dưới.",
                "Give the reason, and who witnessed it, in the field below.",
            ),
        ),
    ] = False
    note: Annotated[Words, Label("Lý do không ký, người chứng kiến", "Why not signed, and who witnessed it")] = ""


class StoredFile(Value):
    """A file as it was kept, found in the store by its digest."""

    sha256: str
    size: int
    media_type: str
    name: str
    viewable: bool = True


class Picture(StoredFile):
    """A photograph of the visit. `line`: of the checklist, where it shows one; `url`: where its reader fetches it."""

    id: str
    url: str
    line: str | None = None
    taken_on: date


class Result(Value):
    """What one line of the checklist said."""

    line: str
    verdict: Verdict
    found: str = ""
    severity: str


class Finding(Value):
    """One thing that is not as it must be. `line`: of the checklist, `other` where none names it; `scope` of that line."""

    id: str
    line: str
    scope: str | None = None
    found: str
    severity: str
    article: str | None = None


class Visit(VisitFields, Value):
    """What was noted on the spot."""


class Record(RecordFields, Value):
    """The record as it was filed. `file`: the copy with the signatures."""

    file: StoredFile | None = None


class Reported(Value):
    """Another agency's inspection, as it was reported."""

    agency: str
    report_id: str
    agency_report_id: str
    document_url: str | None = None
    finding: str
    passed: bool


class Inspection(InspectionFields, Stateful, lifecycle=LIFECYCLE):
    """
    One inspection of a producer, or of one product of it, by an office; or another agency's, as it was `reported`. `on`: the
    day it was held, else the one it is scheduled for (`planned_on`, of another agency's the day it was held). `due_on`: by when
    its next step is to be done.
    """

    office: str
    producer_id: str
    producer_name: str
    producer_kind: str
    place: Where
    product_id: str | None = None
    product_name: str | None = None
    set_no: int | None = None
    plan_id: str | None = None
    line_id: str | None = None
    state: State = State.SCHEDULED
    on: date
    due_on: date | None = None
    visit: Visit | None = None
    results: tuple[Result, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: tuple[Picture, ...] = ()
    record: Record | None = None
    completed_on: date | None = None
    reason: str | None = None
    """Why it was cancelled."""
    reported: Reported | None = None
    passed: bool | None = None
    """Of what is over: whether nothing was found."""
    lists: dict[str, str] = {}
    """List of the law → the hash of the edition whose checklist is filled in."""
