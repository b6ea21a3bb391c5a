"""Deadlines of citizens' reports."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.citizen_reports.use_cases import CALENDAR, FORGET, be_late, forget_tally

timers = [Timer(CALENDAR, be_late), Timer(FORGET, forget_tally)]
