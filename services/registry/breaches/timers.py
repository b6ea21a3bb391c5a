"""Deadlines of breaches."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.breaches.use_cases import CALENDAR, pass_the_day

timers = [Timer(CALENDAR, pass_the_day)]
