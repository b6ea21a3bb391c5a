"""The offices of a directive are given their tasks; the days of those: they are urged before their last day, and climb after it."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.reporting.directives.giving import ENDING, GIVING, TASK_DAY, end_more, give_more
from services.reporting.directives.task_use_cases import meet_a_day

timers = [Timer(TASK_DAY, meet_a_day), Timer(GIVING, give_more), Timer(ENDING, end_more)]
