"""
Deadlines that stand still while a dossier is with somebody else.

Deadlines: the tiers of the rulebook; how days are counted: Civil Code, Articles 147 and 148.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from law.calendar.working import WorkCalendar, work_calendar

Counted = Literal["working", "calendar"]
_DAY = timedelta(days=1)


class Pause(BaseModel):
    """
    The dossier is away: sent back on `since`, returned on `until` (none: still away).

    The day it leaves was still the office's own and is counted; the day it comes back is not, as the day of an
    act never is (Civil Code, Article 147.2).
    """

    model_config = ConfigDict(frozen=True)

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since < day and (self.until is None or day <= self.until)


class Clock(BaseModel):
    """
    How much of a deadline is used on a day. Days are working days or days of the calendar, as the act says.

    `due_on` is the last day to act; none while the clock stands still. A deadline in days of the calendar that ends on
    a rest day ends on the next working day (Civil Code, Article 148.5).
    """

    model_config = ConfigDict(frozen=True)

    days: int
    counted: Counted
    used: int
    paused: bool
    due_on: date | None

    @property
    def left(self) -> int:
        return self.days - self.used

    def is_overdue(self, on: date) -> bool:
        return self.due_on is not None and on > self.due_on


def clock(
    start: date,
    days: int,
    counted: Counted,
    *,
    on: date,
    pauses: Sequence[Pause] = (),
    calendar: WorkCalendar | None = None,
) -> Clock:
    """Reads a deadline of `days` that began with an act on `start`, as it stands on `on`."""
    calendar = calendar or work_calendar()
    paused = any(pause.until is None and pause.since <= on for pause in pauses)
    used = sum(_counts(start + n * _DAY, counted, pauses, calendar) for n in range(1, (on - start).days + 1))
    due = None if paused else due_on(start, days, counted, pauses=pauses, calendar=calendar)
    return Clock(days=days, counted=counted, used=used, paused=paused, due_on=due)


def due_on(
    start: date,
    days: int,
    counted: Counted,
    *,
    pauses: Sequence[Pause] = (),
    calendar: WorkCalendar | None = None,
) -> date | None:
    """The last day to act, or None when a pause has no end yet and the days would run into it."""
    calendar = calendar or work_calendar()
    endless = min((pause.since for pause in pauses if pause.until is None), default=None)
    day = start
    while days > 0:
        if endless is not None and day >= endless:
            return None
        day += _DAY
        days -= _counts(day, counted, pauses, calendar)
    return calendar.next_working_day(day) if counted == "calendar" else day


def _counts(day: date, counted: Counted, pauses: Sequence[Pause], calendar: WorkCalendar) -> bool:
    if any(pause.covers(day) for pause in pauses):
        return False
    return counted == "calendar" or calendar.is_working(day)
