"""What may be asked about appeals."""

from __future__ import annotations

from kit.command import Command
from services.evaluation.appeals.appeal import AcceptanceFields, SettlementFields


class AcceptanceCommand(AcceptanceFields, Command):
    """An appeal is accepted."""


class SettlementCommand(SettlementFields, Command):
    """An appeal is settled."""
