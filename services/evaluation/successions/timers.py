"""What falls due of an office: its last day."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.evaluation.cases.use_cases import OFFICE_ENDED
from services.evaluation.successions import use_cases

timers = [Timer(OFFICE_ENDED, use_cases.when_the_office_has_ended)]
