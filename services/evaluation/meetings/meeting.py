"""A meeting of a case's council."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from kit.command import Fields, Label, Name, Words
from kit.history import Stateful
from services.evaluation.meetings.lifecycle import LIFECYCLE, State


class MeetingFields(Fields):
    """Where a council meets, and about what."""

    held_at: Annotated[
        Name,
        Field(min_length=1),
        Label("Nơi họp", "Place", example="Phòng họp 2, Sở Nông nghiệp và Môi trường"),
    ]
    agenda: (
        Annotated[
            Words,
            Label("Nội dung họp", "Agenda", example="Xem mẫu sản phẩm; thảo luận; chấm điểm"),
        ]
        | None
    ) = None


class Meeting(MeetingFields, Stateful, lifecycle=LIFECYCLE):
    """The meeting of one case's council; its id is the case's. `sequence` counts the notices, as RFC 5545 does."""

    office: str
    state: State = State.CALLED
    starts_at: datetime
    sequence: int = 0
