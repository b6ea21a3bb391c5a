"""What may be asked about places."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label
from kit.days import Day


class PeriodCommand(Command):
    """The first day of the period whose changes are announced."""

    on: Annotated[Day, Label("Ngày có hiệu lực", "Day the changes took effect", example="2025-07-01")]
