"""Deadlines of certificates."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.certificates.arriving import ARRIVED, CLEARED, clear, issue_arrived
from services.registry.certificates.use_cases import CALENDAR, MARK_SUSPENSION, end_suspension, walk_the_ladder

timers = [
    Timer(ARRIVED, issue_arrived),
    Timer(CLEARED, clear),
    Timer(CALENDAR, walk_the_ladder),
    Timer(MARK_SUSPENSION, end_suspension),
]
