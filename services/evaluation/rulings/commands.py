"""What may be asked about rulings."""

from __future__ import annotations

from typing import Annotated

from kit.command import Command, Label, Words
from kit.days import Day
from services.evaluation.rulings.ruling import AppealFields, CorrectionFields, DecisionFields


class RulingCommand(DecisionFields, Command):
    """The decision's number and day; everything else follows from the sheets. A forwarded case needs no number."""

    decided_on: Annotated[Day, Label("Ngày quyết định", "Day of the decision", example="2026-12-30")] | None = None


class CorrectionCommand(CorrectionFields, Command):
    """A clerical error put right."""


class AppealCommand(AppealFields, Command):
    """Why the producer contests the ruling."""


class AnswerCommand(Command):
    """Why the ruling stands."""

    answer: Annotated[Words, Label("Nội dung trả lời", "Answer")]
