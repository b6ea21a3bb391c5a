"""
Totals that were published by others (press, portals of the province), by the day they speak of (`law/data/published-totals.yaml`). They are
shown beside the platform's own count, the difference named; nothing is counted from them.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified


class PublishedTotal(Part):
    """What a source said of a province: `new` products of a year, or `total` of them with their stars. `where`: its address."""

    place: str
    on: date
    new: int | None = Field(None, ge=0)
    total: int | None = Field(None, ge=0)
    stars: dict[str, int] = {}
    about: Text
    where: str
    verified: Verified


@lists.of_form("published-totals")
class PublishedTotals(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    totals: tuple[PublishedTotal, ...]

    def of(self, place: str) -> tuple[PublishedTotal, ...]:
        """What was published of a place, oldest first."""
        return tuple(sorted((one for one in self.totals if one.place == place), key=lambda one: one.on))


@cache
def published_totals() -> PublishedTotals:
    """The newest list."""
    return PublishedTotals.model_validate(lists.content("published-totals"))
