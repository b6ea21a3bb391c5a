"""The days of returns: they begin to stand open, are reminded of, are overdue; what an approved one contains is locked."""

from __future__ import annotations

from kit.work.ticker import Timer
from services.reporting.returns.opening import OPENING, open_returns, watch_forms
from services.reporting.returns.use_cases import LOCKING, RETURN_DAY, lock_what_it_contains, meet_a_day

begins = [watch_forms]
timers = [Timer(OPENING, open_returns), Timer(RETURN_DAY, meet_a_day), Timer(LOCKING, lock_what_it_contains)]
