"""What may be asked about activities."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label, Words
from services.reporting.activities.activity import ActivityFields, OfOffice


class RecordActivityCommand(OfOffice, ActivityFields, Command):
    """Record an activity of an office."""


class ImportActivitiesCommand(OfOffice, Command):
    """Record a year's list of activities of a kind."""


class ConfirmActivityCommand(ActivityFields, Command):
    """Confirm what another agency reported, with what only the office knows."""


class CorrectActivityCommand(ActivityFields, Command):
    """Put a record right; what it said before is kept."""

    reason: Annotated[Words, Label("Lý do sửa", "Why it is corrected", example="Đếm nhầm số người dự.")]
