"""What may be asked about meetings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kit.command import Command, Id, Label, Name, Words
from kit.days import Day
from kit.papers.signatures import Signing
from kit.text import Line
from law.meetings import meeting_rules
from services.evaluation.meetings.meeting import (
    AttendantFields,
    DoneFields,
    ItemFields,
    MeetingFields,
    Note,
    OfficeFields,
    SignFields,
    VisitFields,
)


class MeetingCommand(MeetingFields, Command):
    """A meeting called, or moved: its day and hour, place and agenda."""

    on: Annotated[Day, Label("Ngày họp", "Day", example="2026-09-07")]
    hour: Annotated[
        str,
        Field(max_length=5),
        Line,
        Label(
            "Giờ bắt đầu",
            "Hour",
            example="08:30",
            hint=("Giờ và phút, ví dụ 08:30.", "Hour and minute, such as 08:30."),
        ),
    ]
    note: (
        Annotated[
            Note,
            Label(
                "Lý do thay đổi",
                "Reason of the change",
                hint=("Khi đổi cuộc họp đã mời; gửi cho mọi người.", "When a meeting is moved; sent to everybody."),
            ),
        ]
        | None
    ) = None


class ItemCommand(ItemFields, Command):
    """A case on the agenda, in the order it is to be dealt with."""


class AgendaCommand(MeetingCommand):
    """A meeting over several cases of an office, called, moved or with another agenda."""

    cases: Annotated[
        list[ItemCommand],
        Field(min_length=1, max_length=meeting_rules().most_cases),
        Label("Hồ sơ đưa ra họp, theo thứ tự", "Cases, in their order"),
    ]


class NewMeetingCommand(AgendaCommand, OfficeFields):
    """A meeting over several cases of an office."""


class CancellationCommand(Command):
    """Why a meeting is not held; sent to whoever was called."""

    reason: Annotated[Note, Field(min_length=1), Label("Lý do hủy", "Reason", example="Hồ sơ đang chờ bổ sung")]


class AttendantCommand(AttendantFields, Command):
    """Whether a member is there."""


class AttendanceCommand(Command):
    """Who is there, of all who were called."""

    attendance: Annotated[list[AttendantCommand], Field(min_length=1, max_length=200), Label("Điểm danh", "Attendance")]


class LookCommand(SignFields, Command):
    """What a person decides on a sign of a conflict of interest."""

    stands_aside: Annotated[
        Literal["yes", "no"], Label("Người này có tham gia đánh giá hồ sơ không", "Does this person stand aside?")
    ]


class BeginCommand(VisitFields, Command):
    """The chair moves to a case."""


class DiscussionCommand(Command):
    """What was discussed of a case after its sheets were revealed."""

    discussion: Annotated[
        Words, Field(min_length=1), Label("Ý kiến thảo luận", "Discussion", example="Thống nhất xem lại tiêu chí 2.3")
    ]


class DoneCommand(DoneFields, Command):
    """How the meeting is done with a case."""


class MinutesCommand(Command):
    """Who signs the minutes for the council, if another than who led it."""

    signatory: Annotated[
        Name,
        Label("Chủ tọa ký biên bản", "Who signs as chair", why=("nếu khác Chủ tịch", "if not the chair")),
    ] = ""
    signing: Annotated[Signing, Label("Ký với tư cách", "Signs as", example="head")] = Signing.HEAD


class SignedMinutesCommand(Command):
    """Number and day as they stand on the signed copy."""

    number: Annotated[Id, Field(min_length=1), Label("Số, ký hiệu", "Number", example="12/BB-HĐOCOP")]
    on: Annotated[Day, Label("Ngày ký", "Day of signing", example="2026-09-08")]


class AddendumCommand(Command):
    """What is to be said beyond minutes that were signed."""

    words: Annotated[Words, Field(min_length=1), Label("Nội dung phụ lục", "What is added")]
