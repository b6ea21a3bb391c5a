"""The days on which the sample province's stories happen, counted back from the day it is made by the law's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kit.clock import LOCAL
from law.calendar import due_on, is_working_day
from law.rulebooks import shelf

_LONGEST_BACK = 120
"""Days within which a screening that ends today must have begun."""


@dataclass(frozen=True)
class Days:
    """`overdue`, `due`: handed in then, a commune's screening ended some days ago, or ends today (on a free day: the next working day)."""

    first: date
    overdue: date
    due: date
    lately: date
    today: date


def days(today: date) -> Days:
    """The days of a province that is made on a day."""
    due = _handed_in(today, today)
    overdue = next(
        day for back in range(4, 30) if _ends(day := _handed_in(today - timedelta(days=back), today)) < today
    )
    return Days(
        first=overdue - timedelta(days=20),
        overdue=overdue,
        due=due,
        lately=_working(today - timedelta(days=6)),
        today=today,
    )


def morning(day: date) -> datetime:
    """Nine o'clock of a day."""
    return datetime.combine(day, time(9), LOCAL)


def _handed_in(ends: date, today: date) -> date:
    """The latest day on which a dossier handed in is due on a day, or as soon after it as a deadline ends."""
    back = [today - timedelta(days=many) for many in range(_LONGEST_BACK)]
    soonest = min(end for day in back if (end := _ends(day)) >= ends)
    return next(day for day in back if _ends(day) == soonest)


def _ends(day: date) -> date:
    """The last day of the screening of a dossier handed in on a day."""
    tier = next(tier for tier in shelf().in_force(day).tiers if tier.acts == "screens" and tier.deadlines)
    end = due_on(day, tier.deadlines[0].days, tier.deadlines[0].counted)
    assert end is not None  # no pause runs
    return end


def _working(day: date) -> date:
    return day if is_working_day(day) else _working(day - timedelta(days=1))
