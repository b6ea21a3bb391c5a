"""Deadlines of revocations."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.registry.revocations.deciding import ISSUE, issue_many
from services.registry.revocations.use_cases import STEPS, sweep

timers = [Timer(STEPS, sweep), Timer(ISSUE, issue_many)]
