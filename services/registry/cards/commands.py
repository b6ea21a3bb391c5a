"""What may be asked about yearly cards."""

from __future__ import annotations

from kit.command import Command
from services.registry.cards.card import CardFields


class CardCommand(CardFields, Command):
    """The figures of a year."""
