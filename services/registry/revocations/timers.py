"""Deadlines of revocations; and what they begin with: numbers an earlier release kept apart are taken into the one register."""

from __future__ import annotations

from kit.decisions.earlier import takes_numbers_in
from kit.work.ticker import Timer
from services.registry.revocations.deciding import ISSUE, issue_many
from services.registry.revocations.decision_store import register
from services.registry.revocations.use_cases import STEPS, sweep

timers = [Timer(STEPS, sweep), Timer(ISSUE, issue_many)]
begins = [takes_numbers_in(register)]
