"""
Time in the law: working days, clocks that pause, validity, re-evaluation windows, yearly rounds.

    from law.calendar import Pause, add_working_days, clock, due_on, re_evaluation_window, valid_until

    add_working_days(received_on, 15)                                   # the day of receipt is not counted
    due_on(start, 15, "working", pauses=[Pause(since=a, until=b)])      # None while an endless pause runs
    clock(start, 45, "calendar", on=today).left
    valid_until(decided_on, rulebook.validity_months)
    work_calendar(calendar_editions())                                  # by the editions something is stamped with
    re_evaluation_window(shelf().in_force(today), until, on=today).standing   # not-yet open late extended expired
"""

from law.calendar.clocks import Clock, Counted, Pause, clock, due_on
from law.calendar.rounds import RoundDates, next_round, rounds_of
from law.calendar.spans import add_months, valid_until
from law.calendar.windows import Standing, Window, re_evaluation_window
from law.calendar.working import (
    WorkCalendar,
    WorkMoved,
    add_working_days,
    calendar_editions,
    calendar_held,
    is_working_day,
    work_calendar,
    working_days_between,
)

__all__ = [
    "Clock",
    "Counted",
    "Pause",
    "RoundDates",
    "Standing",
    "Window",
    "WorkCalendar",
    "WorkMoved",
    "add_months",
    "add_working_days",
    "calendar_editions",
    "calendar_held",
    "clock",
    "due_on",
    "is_working_day",
    "next_round",
    "re_evaluation_window",
    "rounds_of",
    "valid_until",
    "work_calendar",
    "working_days_between",
]
