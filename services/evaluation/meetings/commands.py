"""What may be asked about meetings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kit.command import Command, Label
from kit.days import Day
from kit.text import Line, Paragraphs
from services.evaluation.meetings.meeting import MeetingFields

Note = Annotated[str, Field(max_length=1000), Paragraphs]


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


class CancellationCommand(Command):
    """Why a meeting is not held; sent to whoever was called."""

    reason: Annotated[Note, Field(min_length=1), Label("Lý do hủy", "Reason", example="Hồ sơ đang chờ bổ sung")]
