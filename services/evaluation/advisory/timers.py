"""What falls due of advisory work: the day for a producer's answer."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.evaluation.advisory import questions, use_cases

timers = [Timer(use_cases.ANSWER_DUE, questions.notice_silence)]
