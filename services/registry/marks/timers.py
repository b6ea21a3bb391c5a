"""Deadlines of uses of the mark."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.marks.use_cases import DEADLINE, note_overdue

timers = [Timer(DEADLINE, note_overdue)]
