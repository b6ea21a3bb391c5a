"""What falls due of a case."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.evaluation.cases import use_cases

timers = [Timer(use_cases.OVERDUE, use_cases.notice_overdue)]
