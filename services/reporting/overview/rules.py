"""How a commune stands by a standard and until when, and a province's count through the years. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from law.commune_criteria import CommuneStandard
from law.published import PublishedTotal
from services.reporting.standings.recognition import Entry
from services.reporting.standings.rules import holds

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Met:
    """
    How a place stands by a standard on a day: how many products count, and from which day on, as certificates end, fewer do than it
    asks for; None where it does not meet it now.
    """

    standard: CommuneStandard
    products: int
    met: bool
    fails_on: date | None


def met(standard: CommuneStandard, entries: Iterable[Entry], on: date) -> Met:
    """Whether enough products are alive on a day, and until when if nothing new is recognised."""
    ends = sorted((one.last_on for one in entries if holds(one, on) and one.star >= standard.star), reverse=True)
    enough = len(ends) >= standard.products
    return Met(
        standard=standard,
        products=len(ends),
        met=enough,
        fails_on=ends[standard.products - 1] + _DAY if enough else None,
    )


def none_from(entries: Iterable[Entry], on: date) -> date | None:
    """The day from which a place has no product alive, if nothing new is recognised; None where it has none now."""
    last = max((one.last_on for one in entries if holds(one, on)), default=None)
    return last + _DAY if last else None


@dataclass(frozen=True)
class YearEnd:
    """A year's end (or today): what the platform counts, and beside it what was published of the nearest day."""

    on: date
    counted: int
    published: PublishedTotal | None

    @property
    def difference(self) -> int | None:
        """Counted less published; None where no total was published."""
        if self.published is None or self.published.total is None:
            return None
        return self.counted - self.published.total


def through_the_years(entries: Sequence[Entry], published: Sequence[PublishedTotal], today: date) -> list[YearEnd]:
    """Each year's end since anything was recognised or published, then today. A source stands beside the end of its own year."""
    first = min([one.valid_from.year for one in entries] + [one.on.year for one in published], default=today.year)
    days = [date(year, 12, 31) for year in range(first, today.year)] + [today]
    return [
        YearEnd(
            on=day,
            counted=sum(1 for one in entries if holds(one, day)),
            published=next((one for one in reversed(published) if one.on.year == day.year), None),
        )
        for day in days
    ]
