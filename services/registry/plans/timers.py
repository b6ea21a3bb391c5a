"""Deadlines of year plans."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.plans.use_cases import CLOSING, close_plan

timers = [Timer(CLOSING, close_plan)]
