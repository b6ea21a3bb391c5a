"""When producers of a campaign's lines are reminded."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.evaluation.campaigns.use_cases import REMINDERS, remind

timers = [Timer(REMINDERS, remind)]
