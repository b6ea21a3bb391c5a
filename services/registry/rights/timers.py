"""Deadlines of rights."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.rights.use_cases import STEP_DUE, step_is_late

timers = [Timer(STEP_DUE, step_is_late)]
