"""The days of tasks: they are urged before their last day, and climb after it."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.reporting.directives.giving import TASK_DAY
from services.reporting.directives.task_use_cases import meet_a_day

timers = [Timer(TASK_DAY, meet_a_day)]
