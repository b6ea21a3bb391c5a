"""Deadlines of decisions."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.evaluation.decisions.following import correct_rulings
from services.evaluation.decisions.issuing import CORRECT, ISSUE, issue_many

timers = [Timer(ISSUE, issue_many), Timer(CORRECT, correct_rulings)]
