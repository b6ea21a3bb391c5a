"""When the office of an appeal is late with its step."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.evaluation.appeals.use_cases import OVERDUE, pass_the_day

timers = [Timer(OVERDUE, pass_the_day)]
