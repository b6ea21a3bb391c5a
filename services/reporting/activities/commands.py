"""What may be asked about activities."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Id, Label, Words
from services.reporting.activities.activity import ActivityFields


class RecordActivityCommand(ActivityFields, Command):
    """Record an activity of an office."""

    office: Annotated[Id, Label("Cơ quan", "Office", example="33/11977")]
    kind: Annotated[Id, Label("Loại hoạt động", "Kind of activity", example="training")]


class ConfirmActivityCommand(ActivityFields, Command):
    """Confirm what another agency reported, with what only the office knows."""


class CorrectActivityCommand(ActivityFields, Command):
    """Put a record right; what it said before is kept."""

    reason: Annotated[Words, Label("Lý do sửa", "Why it is corrected", example="Đếm nhầm số người dự.")]
