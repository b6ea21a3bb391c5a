"""
How many dossiers of re-evaluation fall due in each of the next months, by the council's office and the product set, against what was
judged in the same months of last year. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kit.refusal import Refusal
from law.calendar import re_evaluation_window
from law.places import office_of
from law.rulebooks import Rulebook

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Ending:
    """So many certificates of a set and a place that end on a day. `named_on`: the day the place was called so."""

    until: date
    set_no: int
    place: str
    named_on: date
    rows: int


@dataclass(frozen=True, slots=True)
class Judged:
    """So many rulings of an office in a month on products of a set."""

    month: str
    office: str
    set_no: int
    rows: int


@dataclass
class Forecast:
    """`months`: the first days of twelve months. `due`, `judged`: month × office × set; what was judged, by the month a year later."""

    months: tuple[date, ...]
    due: Counter[tuple[date, str, int]] = field(default_factory=Counter)
    judged: Counter[tuple[date, str, int]] = field(default_factory=Counter)

    def count(self, counted: Counter[tuple[date, str, int]], month: date, office: str = "", set_no: int = 0) -> int:
        """What falls into a month, of one office or set where one is named."""
        return sum(
            rows
            for (when, at, of), rows in counted.items()
            if when == month and office in ("", at) and set_no in (0, of)
        )

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Every office and set with something due or judged."""
        return sorted({(office, set_no) for counted in (self.due, self.judged) for _month, office, set_no in counted})


def months_from(on: date) -> tuple[date, ...]:
    """The first days of the twelve months that begin with the present one."""
    return tuple(_shifted(on.replace(day=1), by) for by in range(MONTHS))


def next_month(month: date) -> date:
    """The first day of the month after one."""
    return _shifted(month, 1)


def made(endings: Iterable[Ending], judged: Iterable[Judged], rulebook: Rulebook, on: date) -> Forecast:
    """
    A dossier falls due in the month of the last day to file it in time, by the rulebook in force on `on`; one whose last day is past
    already, in the present month.
    """
    found = Forecast(months_from(on))
    known = frozenset(found.months)
    offices: dict[tuple[str, date], str] = {}
    for one in endings:
        last = max(re_evaluation_window(rulebook, one.until, on=on).closes_on, on)
        month = last.replace(day=1)
        if month in known:
            where = (one.place, one.named_on)
            if where not in offices:
                offices[where] = judging_office(rulebook, one.place, one.named_on, on)
            found.due[(month, offices[where], one.set_no)] += one.rows
    for row in judged:
        month = _shifted(date.fromisoformat(f"{row.month}-01"), MONTHS)
        if month in known:
            found.judged[(month, row.office, row.set_no)] += row.rows
    return found


def judging_office(rulebook: Rulebook, place: str, named_on: date, on: date) -> str:
    """Whose council judges a product of a place first, on a day; the place's province where no office can be found."""
    level = next((tier.level for tier in rulebook.tiers if tier.acts == "scores"), None)
    try:
        return office_of(level, place, on, since=named_on) if level else place.partition("/")[0]
    except Refusal:
        return place.partition("/")[0]


def _shifted(month: date, by: int) -> date:
    years, at = divmod(month.month - 1 + by, 12)
    return date(month.year + years, at + 1, 1)
