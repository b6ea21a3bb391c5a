"""How recognitions add up: so many by star, the whole and its parts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from services.reporting.standings.recognition import Entry

MONTHS = 12
"""So many months ahead it is counted what ends in each."""


@dataclass
class Count:
    """So many products, by star."""

    stars: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.stars.values())

    def add(self, star: int, count: int) -> None:
        """Counts some more of a star."""
        self.stars[star] = self.stars.get(star, 0) + count


@dataclass(frozen=True)
class Cell:
    """A number of recognitions that have one group and one star in common."""

    group: str | None
    star: int
    count: int


@dataclass(frozen=True)
class Counted:
    """
    What was counted at a place: `whole` is all of it, `groups` the parts, `rest` what belongs to no group (in a count by
    place: what only a person can place further down). The groups and the rest make up the whole.
    """

    whole: Count
    groups: Mapping[str, Count]
    rest: Count


def count(cells: Iterable[Cell], groups: Iterable[str] = ()) -> Counted:
    """The sums of some cells. `groups` are shown even when nothing is in them."""
    whole, rest = Count(), Count()
    found: dict[str, Count] = {group: Count() for group in groups}
    for cell in cells:
        whole.add(cell.star, cell.count)
        into = rest if cell.group is None else found.setdefault(cell.group, Count())
        into.add(cell.star, cell.count)
    return Counted(whole, found, rest)


def ending(on: date, entries: Iterable[Entry]) -> list[tuple[date, Count]]:
    """How many end in the month of a day and in each of those that follow, by its first day: what ends later is in none."""
    months = {month: Count() for month in _months(on)}
    for entry in entries:
        if (month := entry.last_on.replace(day=1)) in months:
            months[month].add(entry.star, 1)
    return list(months.items())


def _months(on: date) -> Iterator[date]:
    """The first days of the months, as far as the calendar goes."""
    for many in range(on.month - 1, on.month - 1 + MONTHS):
        if (year := on.year + many // 12) <= date.max.year:
            yield date(year, many % 12 + 1, 1)
