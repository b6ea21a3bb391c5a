"""Deadlines of linkage contracts."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.linkages.use_cases import CALENDAR, walk_the_ladder

timers = [Timer(CALENDAR, walk_the_ladder)]
