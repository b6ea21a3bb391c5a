"""What may be asked about score sheets."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label, Words
from services.evaluation.scoring.sheet import SheetFields


class UnsealingCommand(Command):
    """Why a member takes back the sheet they sealed."""

    reason: Annotated[Words, Label("Lý do", "Reason", example="Niêm phong nhầm khi chưa xem hết minh chứng")]


class SheetCommand(SheetFields, Command):
    """A sheet as far as it is filled."""
