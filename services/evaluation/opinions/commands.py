"""What may be asked about written opinions."""

from __future__ import annotations

from kit.command import Command
from services.evaluation.opinions.opinion import AnswerFields, AskedFields, ConclusionFields


class AskCommand(AskedFields, Command):
    """The forms are sent to the council's members."""


class OpinionCommand(AnswerFields, Command):
    """A member returns the form."""


class SummaryCommand(ConclusionFields, Command):
    """All forms are opened and summarised."""
