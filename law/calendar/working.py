"""
Which days the offices work: weekdays that are no holiday, and rest days the state moved work to.

Public holidays: Labour Code 2019, Articles 111–112; the day of an act is not counted: Civil Code, Article 147.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Annotated

import holidays
from pydantic import BaseModel, ConfigDict, Field

from law import lists
from law.rulebooks.values import Period

_DAY = timedelta(days=1)


class WorkMoved(BaseModel):
    """A decision that moved work from `free` to `worked`; either may be alone (an extra day off, a storm day)."""

    model_config = ConfigDict(frozen=True)

    worked: date | None = None
    free: date | None = None
    source: str
    verified: str


class WorkCalendar:
    """Working days of the country. `extra` adds an office's own dated decisions to those that ship."""

    def __init__(
        self,
        moved: Iterable[WorkMoved],
        *,
        fixed_until: int = date.max.year,
        decided_yearly: Iterable[str] = (),
        rest_days: Iterable[int] = (),
    ) -> None:
        self.moved = tuple(moved)
        self.decided_yearly = tuple(decided_yearly)
        self.fixed_until = fixed_until
        self.rest_days = frozenset(rest_days)
        self._worked = frozenset(move.worked for move in self.moved if move.worked)
        self._free = frozenset(move.free for move in self.moved if move.free)
        self._holidays = holidays.country_holidays("VN")

    def is_working(self, day: date) -> bool:
        if day in self._worked:
            return True
        return day.isoweekday() not in self.rest_days and day not in self._free and day not in self._holidays

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, or the first worked day after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add_working_days(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`; the day of the act itself is not counted. 0 is `start`."""
        day = start
        while days > 0:
            day += _DAY
            days -= self.is_working(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`: what `add_working_days` counts. 0 when end is not later."""
        return sum(self.is_working(start + n * _DAY) for n in range(1, (end - start).days + 1))

    def with_moved(self, extra: Iterable[WorkMoved]) -> WorkCalendar:
        """The same calendar and more decisions."""
        return WorkCalendar(
            (*self.moved, *extra),
            fixed_until=self.fixed_until,
            decided_yearly=self.decided_yearly,
            rest_days=self.rest_days,
        )

    def is_provisional(self, day: date) -> bool:
        """Whether it is a holiday whose days off are decided each year, of a year not decided yet (Labour Code, Article 112)."""
        name = self._holidays.get(day, "") if day.year > self.fixed_until else ""
        return any(one in name for one in self.decided_yearly)

    def provisional_between(self, start: date, end: date) -> tuple[date, ...]:
        """The provisional holidays after `start` up to and with `end`: a day counted over them may still move."""
        days = (start + n * _DAY for n in range(1, (end - start).days + 1))
        return tuple(day for day in days if self.is_provisional(day))


@lists.of_form("calendar")
class CalendarYears(BaseModel):
    """The file: days on which work was moved, the last year whose holidays a decision has fixed, ISO weekdays of rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: str
    in_force: Period
    fixed_until: int
    decided_yearly: tuple[str, ...] = ()
    rest_days: tuple[Annotated[int, Field(ge=1, le=7)], ...] | None = None
    moved: tuple[WorkMoved, ...] = ()


@cache
def work_calendar(stamped: tuple[str, ...] = ()) -> WorkCalendar:
    """
    The calendar of the package and of the installation: every edition adds its days to those before. `stamped`: of exactly
    the editions with these hashes, by which something was counted (`calendar_editions`). Raises UnknownListEdition.
    """
    editions = [lists.edition_with("calendar", hash) for hash in stamped] or lists.editions("calendar")
    files = [CalendarYears.model_validate(one.content) for one in editions]
    moved = (move for file in files for move in file.moved)
    yearly = dict.fromkeys(name for file in files for name in file.decided_yearly)
    rest = next(file.rest_days for file in reversed(files) if file.rest_days is not None)
    fixed = max(file.fixed_until for file in files)
    return WorkCalendar(moved, fixed_until=fixed, decided_yearly=yearly, rest_days=rest)


def calendar_editions() -> tuple[str, ...]:
    """The hashes of all editions the calendar is made of now, oldest first: what is counted by it is stamped with them."""
    return tuple(one.hash for one in lists.editions("calendar"))


def calendar_held(stamped: Sequence[str]) -> WorkCalendar:
    """The same as `work_calendar(stamped)`, for what only repeats a count: where an edition is not held here, today's."""
    try:
        return work_calendar(tuple(stamped))
    except lists.UnknownListEdition:
        return work_calendar()


def is_working_day(day: date) -> bool:
    """Whether offices work on the day, by the shipped calendar."""
    return work_calendar().is_working(day)


def add_working_days(start: date, days: int) -> date:
    """See `WorkCalendar.add_working_days`, on the shipped calendar."""
    return work_calendar().add_working_days(start, days)


def working_days_between(start: date, end: date) -> int:
    """See `WorkCalendar.working_days_between`, on the shipped calendar."""
    return work_calendar().working_days_between(start, end)
