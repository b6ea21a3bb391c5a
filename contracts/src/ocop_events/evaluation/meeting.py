"""Meetings of councils: called, held case by case, minuted. No value of a sheet is told here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef, ProductRef
from ocop_events.words import Attendance as AttendanceWord

TOPIC = "ocop.evaluation.meeting"


class AgendaItem(
    Part,
    example={
        "position": 1,
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "council_id": "0198a1b0-0000-7000-8000-000000000aa1",
        "minutes": 20,
    },
):
    """One case on the agenda, in its order."""

    position: int
    case_id: str
    dossier_id: str
    council_id: str
    product: ProductRef
    producer: ProducerRef
    minutes: Annotated[int | None, Field(description="How long it is expected to take.")] = None


class Attendant(Part, example={"person_id": "chair", "attendance": "present"}):
    """One member, present or not, by id."""

    person_id: str
    attendance: AttendanceWord
    deputy_id: str | None = None
    reason: str | None = None


class MeetingFacts(
    EventData,
    key_facts=("office",),
    example={
        "meeting_id": "0198a1b0-0000-7000-8000-00000000ae11",
        "office": "33",
        "round_id": "0198a1b0-0000-7000-8000-00000000ac01",
        "starts_at": "2026-09-08T01:00:00Z",
    },
):
    """What every event of a meeting carries; `round_id` where it serves a round."""

    meeting_id: str
    office: PlacePath
    round_id: str | None = None
    starts_at: datetime


class MeetingCalledV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.called.v1",
    topic=TOPIC,
    key="meeting_id",
    key_facts=("agenda", "members"),
    vi="Triệu tập họp Hội đồng, hoặc triệu tập lại với ngày hay chương trình khác.",
    example={
        "place": "Hội trường Sở",
        "agenda": [{}],
        "members": ["chair", "secretary", "member.1"],
        "files_open_on": "2026-09-07",
        "called_at": "2026-09-01T02:00:00Z",
        "about": "Xem mẫu sản phẩm, thảo luận, chấm điểm",
        "was_at": "2026-09-05T01:00:00Z",
        "note": "Chủ tịch đi công tác",
        "moved": True,
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
    },
):
    """A meeting was called, or called again with another day or agenda; the whole of it."""

    place: str | None = None
    link: str | None = None
    agenda: list[AgendaItem]
    members: list[str]
    invitation: OfficialPaper | None = None
    files_open_on: date | None = None
    called_at: datetime
    about: Annotated[str | None, Field(description="What it is about, in the words of who called it.")] = None
    moved: Annotated[bool, Field(description="Called before, with another time, place or agenda.")] = False
    was_at: Annotated[datetime | None, Field(description="When it was to be held, of one that was moved.")] = None
    note: Annotated[str | None, Field(description="Why it was moved.")] = None
    case_id: Annotated[str | None, Field(description="Of a meeting on one case.")] = None
    dossier_id: Annotated[str | None, Field(description="Of a meeting on one case: its dossier.")] = None


class MeetingOpenedV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.opened.v1",
    topic=TOPIC,
    key="meeting_id",
    key_facts=("attendance", "quorum"),
    vi="Chủ tịch khai mạc; điều kiện họp tính theo số người có mặt.",
    example={
        "attendance": [{}, {"person_id": "member.1", "attendance": "absent", "reason": "Công tác"}],
        "quorum": True,
        "opened_at": "2026-09-08T01:05:00Z",
    },
):
    """The chair opened the meeting; the quorum follows from who is there."""

    attendance: list[Attendant]
    quorum: bool
    opened_at: datetime


class MeetingCaseBegunV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.case-begun.v1",
    topic=TOPIC,
    key="meeting_id",
    vi="Hội đồng chuyển sang một hồ sơ đánh giá.",
    example={"recused": ["member.4"], "begun_at": "2026-09-08T01:10:00Z"},
):
    """The chair moved to a case; who is recused from it is named by id, never why."""

    item: AgendaItem
    recused: list[str] = []
    quorum: bool = True
    begun_at: datetime


class MeetingCaseDoneV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.case-done.v1",
    topic=TOPIC,
    key="meeting_id",
    vi="Hội đồng xong một hồ sơ đánh giá trong cuộc họp.",
    example={"ended": "concluded", "done_at": "2026-09-08T01:40:00Z"},
):
    """A case is done with in this meeting: concluded, sent back or put off."""

    item: AgendaItem
    ended: Annotated[str, Field(description="`concluded`, `sent-back` or `put-off`.")]
    done_at: datetime


class MeetingClosedV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.closed.v1",
    topic=TOPIC,
    key="meeting_id",
    vi="Cuộc họp kết thúc hoặc bị hủy.",
    example={
        "called_off": True,
        "reason": "Hồ sơ đang chờ bổ sung",
        "closed_at": "2026-09-03T09:45:00Z",
        "files_open_on": "2026-09-07",
        "place": "Hội trường Sở",
        "agenda": [{}],
        "members": ["chair", "secretary", "member.1"],
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
    },
):
    """The meeting is over, or was called off before it began (`called_off`)."""

    cases_done: int = 0
    cases_left: int = 0
    called_off: bool = False
    reason: str | None = None
    closed_at: datetime
    place: str | None = None
    agenda: Annotated[
        list[AgendaItem], Field(description="Of one that was called off: what was to be dealt with.")
    ] = []
    members: Annotated[list[str], Field(description="Of one that was called off: who had been called.")] = []
    case_id: Annotated[str | None, Field(description="Of a meeting on one case.")] = None
    dossier_id: Annotated[str | None, Field(description="Of a meeting on one case: its dossier.")] = None
    files_open_on: Annotated[
        date | None, Field(description="Of one over several cases that was called off: as it had been called.")
    ] = None


class MeetingMinutedV1(
    MeetingFacts,
    type="vn.ocop.evaluation.meeting.minuted.v1",
    topic=TOPIC,
    key="meeting_id",
    key_facts=("paper", "addendum"),
    vi="Bản ký của biên bản được lưu; sau đó chỉ có thể thêm phụ lục.",
    example={
        "paper": {"number": "12/BB-HĐ", "signed_on": "2026-09-09", "kind": "BB", "name": "Biên bản 12.pdf"},
        "minuted_on": "2026-09-09",
    },
):
    """The minutes' signed copy was filed; afterwards only an addendum can follow."""

    paper: OfficialPaper
    addendum: bool = False
    minuted_on: date
