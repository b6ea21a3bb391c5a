"""What may be asked about outside decisions."""

from __future__ import annotations

from kit.command import Command
from services.evaluation.outside_decisions.outside_decision import OutsideDecisionFields, PaperFields


class EnterCommand(OutsideDecisionFields, Command):
    """What the first person reads in the signed paper."""


class ConfirmCommand(PaperFields, Command):
    """What the second person reads in it without being shown it: its number and day, typed again."""
