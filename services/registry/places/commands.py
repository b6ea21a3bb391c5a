"""What may be asked about places."""

from __future__ import annotations

from kit.command import Command
from services.registry.places.place_news import PeriodFields


class PeriodCommand(PeriodFields, Command):
    """Which period's changes are announced."""
