"""What may be asked about substitutes."""

from __future__ import annotations

from kit.command import Command
from services.evaluation.substitutes.substitute import SubstituteFields


class NameSubstituteCommand(SubstituteFields, Command):
    """Name who acts for oneself while on leave."""
