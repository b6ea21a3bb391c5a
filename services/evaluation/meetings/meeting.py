"""A meeting of a council, or of councils with the same people: its agenda of cases, who was called, who came."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.aggregate import Kept
from kit.command import Fields, Id, Label, Name, Words
from kit.days import Day
from kit.history import Actor, Stateful
from kit.papers.number import OfficialNumber
from kit.text import Paragraphs
from services.evaluation.cases.dossier import Producer, Product
from services.evaluation.meetings.lifecycle import LIFECYCLE, State


class Ended(StrEnum):
    """How a meeting was done with a case (`MeetingCaseDoneV1.ended`)."""

    CONCLUDED = "concluded"
    SENT_BACK = "sent-back"
    PUT_OFF = "put-off"


class Attendance(StrEnum):
    """Whether somebody came (`ocop_events.words.ATTENDANCE`)."""

    PRESENT = "present"
    ABSENT = "absent"
    DEPUTY = "deputy"


Note = Annotated[str, Field(max_length=1000), Paragraphs]


class Value(BaseModel):
    """A part of a meeting."""

    model_config = ConfigDict(frozen=True)


class OfficeFields(Fields):
    """Whose meeting it is."""

    office: Annotated[Id, Label("Đơn vị", "Office", example="33")]


class PlaceFields(Fields):
    """Where a council meets."""

    held_at: Annotated[
        Name,
        Field(min_length=1),
        Label("Nơi họp", "Place", example="Phòng họp 2, Sở Nông nghiệp và Môi trường"),
    ]


class MeetingFields(PlaceFields):
    """Where a council meets, and about what."""

    link: (
        Annotated[
            Name,
            Label(
                "Đường dẫn họp trực tuyến", "Link", why=("khi họp trực tuyến", "where it is held online"), type="url"
            ),
        ]
        | None
    ) = None
    agenda: (
        Annotated[
            Words,
            Label("Nội dung họp", "Agenda", example="Xem mẫu sản phẩm; thảo luận; chấm điểm"),
        ]
        | None
    ) = None
    samples: (
        Annotated[
            Words,
            Label(
                "Mẫu sản phẩm bày tại cuộc họp",
                "Samples on the table",
                example="Mỗi sản phẩm năm mẫu nguyên bao bì; chủ thể trình bày tại chỗ",
                hint=(
                    "Mẫu nào, ai mang đến, chủ thể có trình bày hay không.",
                    "Which samples, who brings them, whether the producers present them.",
                ),
            ),
        ]
        | None
    ) = None


class CaseFields(Fields):
    """Which case."""

    case_id: Annotated[Id, Label("Hồ sơ đánh giá", "Case")]


class VisitFields(Fields):
    """When the council looked at a product on site before the meeting, where it has to."""

    visited_on: Annotated[Day, Label("Ngày xem tại điểm", "Seen on site on")] | None = None


class ItemFields(CaseFields, VisitFields):
    """What is said of a case on the agenda."""

    minutes: (
        Annotated[
            int,
            Field(ge=1, le=480),
            Label("Số phút dự kiến", "Minutes", example=15, type="numeric"),
        ]
        | None
    ) = None


class SignFields(Fields):
    """On which sign of a conflict of interest a person decides, and why. `kind`: of `councils.conflicts.SAYS`."""

    person_id: Annotated[Id, Label("Thành viên", "Member")]
    kind: Annotated[Id, Label("Dấu hiệu", "Sign", example="telephone")]
    reason: Annotated[
        Note,
        Field(min_length=1),
        Label("Căn cứ quyết định", "Why", example="Trùng tên, không cùng người: khác ngày sinh, quê quán"),
    ]


class Looked(SignFields, Kept):
    """What a person decided on a sign of a conflict of interest."""

    model_config = ConfigDict(frozen=True)

    stands_aside: bool
    by: Actor
    at: datetime


class DoneFields(Fields):
    """How a meeting is done with a case."""

    ended: Annotated[Ended, Label("Kết thúc hồ sơ", "How it ends")]
    reason: (
        Annotated[
            Note,
            Label("Lý do", "Reason", why=("trừ khi đã kết luận", "unless it was concluded")),
        ]
        | None
    ) = None


class Done(DoneFields, Kept):
    """How and when a meeting was done with a case."""

    model_config = ConfigDict(frozen=True)

    at: datetime


class Dealt(Kept):
    """What became of a case in the meeting, as far as everybody who sees the case may know."""

    model_config = ConfigDict(frozen=True)

    number: str
    on_site: bool = False
    """Its product is looked at on site before the meeting (`law.meetings`)."""
    begun_at: datetime | None = None
    discussion: str | None = None
    """What was discussed, as the secretary wrote it down."""
    done: Done | None = None


class Item(ItemFields, Dealt):
    """One case on the agenda, and what became of it in the meeting."""

    dossier_id: str
    council_id: str
    product: Product
    producer: Producer
    looked: tuple[Looked, ...] = ()
    recused: tuple[str, ...] = ()
    """Who stood aside when it was begun."""
    present: tuple[str, ...] = ()
    """Who of those that score was there when it was begun."""

    def looked_at(self, person_id: str, kind: str) -> bool:
        """Whether somebody has decided on a sign."""
        return any((one.person_id, one.kind) == (person_id, kind) for one in self.looked)


class Member(Value):
    """Somebody who is called: they sit on the council of one of its cases and do not stand aside from all of these."""

    person_id: str
    name: str
    part: str
    body: str | None = None


class AttendantFields(Fields):
    """Whether a member came; who stands in for them, by which paper."""

    person_id: Annotated[Id, Label("Thành viên", "Member")]
    attendance: Annotated[Attendance, Label("Điểm danh", "Attendance", example="present")]
    reason: Annotated[Name, Label("Lý do vắng", "Why absent", example="Đi công tác")] | None = None
    deputy: Annotated[Name, Label("Người dự thay", "Deputy")] | None = None
    deputy_paper: Annotated[Name, Label("Văn bản cử dự thay", "Paper naming the deputy")] | None = None


class Attendant(AttendantFields, Kept):
    """A member as the chair or the secretary noted them at the opening, or later."""

    model_config = ConfigDict(frozen=True)


class Filed(Value):
    """The signed copy of minutes or of an addendum: number, day and file."""

    paper_id: str
    number: OfficialNumber
    signed_on: date
    name: str
    sha256: str
    size: int
    by: Actor
    filed_on: date


class Addendum(Value):
    """What was added to minutes that were signed; its own signed copy follows."""

    no: int
    words: str
    by: Actor
    written_on: date
    filed: Filed | None = None


class AttendanceFields(Fields):
    """Who came, of all who were called."""

    attendance: tuple[Attendant, ...] = ()


class Meeting(MeetingFields, OfficeFields, AttendanceFields, Stateful, lifecycle=LIFECYCLE):
    """
    A meeting over one or more cases of an office. The first that was called on a case's own page has the case's id; an earlier
    release kept such a one without `items`. `sequence` counts the notices, as RFC 5545 does.
    """

    of_one_case: bool = False
    """Called on a case's own page, over that case alone."""
    round_id: str | None = None
    state: State = State.CALLED
    starts_at: datetime
    sequence: int = 0
    files_open_on: date | None = None
    items: tuple[Item, ...] = ()
    members: tuple[Member, ...] = ()
    current: str | None = None
    """The case that is dealt with now."""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    invitation_id: str | None = None
    minutes_id: str | None = None
    """The paper of its minutes on file, once they were drafted."""
    minuted: Filed | None = None
    addenda: tuple[Addendum, ...] = ()

    @property
    def is_of_one_case(self) -> bool:
        """Whether it was called on a case's own page, by this release or an earlier one."""
        return self.of_one_case or not self.items

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases on its agenda, in order."""
        return tuple(item.case_id for item in self.items) or (self.id,)

    @property
    def left(self) -> tuple[Item, ...]:
        """What has not been dealt with."""
        return tuple(item for item in self.items if item.done is None)

    def item(self, case_id: str) -> Item | None:
        """A case on its agenda."""
        return next((item for item in self.items if item.case_id == case_id), None)

    def position(self, case_id: str) -> int:
        """Which one on the agenda a case is, from 1."""
        return self.case_ids.index(case_id) + 1

    def came(self, person_id: str) -> bool:
        """Whether a member is there in person."""
        return any(one.person_id == person_id and one.attendance is Attendance.PRESENT for one in self.attendance)
