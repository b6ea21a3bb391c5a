"""How recognitions add up: which of a product's certificates holds on a day, and how counts roll up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.reporting.standings.recognition import Entry, Heard, History

_DAY = timedelta(days=1)


def heard(history: History, told: Heard) -> History:
    """
    The history with one event more. The order in which events come, and how often, makes no difference: particulars
    are those of the highest version, and an end once told stays told.
    """
    known = history.certificates.get(told.certificate_id)
    newest = told if known is None or told.version > known.version else known
    ends = [one.ended_on for one in (known, told) if one is not None and one.ended_on is not None]
    kept = newest.model_copy(update={"ended_on": min(ends, default=None)})
    certificates = {**history.certificates, told.certificate_id: kept}
    version = sum(1 + one.version for one in certificates.values())
    return history.model_copy(update={"version": version, "certificates": certificates})


def last_days(certificates: Iterable[Heard]) -> dict[str, date]:
    """
    The last day each of a product's certificates holds. A newer one takes over on its first day, so that no product is
    counted twice on any day, whether or not anybody said that the older one was replaced.
    """
    ordered = sorted(certificates, key=lambda one: (one.valid_from, one.certificate_id))
    days: dict[str, date] = {}
    for one, after in zip(ordered, [*ordered[1:], None], strict=True):
        ends = [day - _DAY for day in (one.ended_on, after.valid_from if after else None) if day is not None]
        days[one.certificate_id] = min([one.valid_until, *ends])
    return days


def holds(entry: Entry, on: date) -> bool:
    """Whether a recognition counts on a day: from its first to its last day, both counted."""
    return entry.valid_from <= on <= entry.last_on


@dataclass
class Count:
    """So many products, by star."""

    stars: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.stars.values())

    def add(self, star: int, count: int) -> None:
        """This will count some more of a star."""
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
