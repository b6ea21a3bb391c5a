"""What may be asked about risks."""

from __future__ import annotations

from kit.command import Command
from services.registry.inspections.inspection_plan import YearFields


class ToPlanCommand(YearFields, Command):
    """Which year's plan a producer is put on."""
