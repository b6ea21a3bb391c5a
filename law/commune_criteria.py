"""
What new-style communes (nông thôn mới) must have of OCOP products, by standard and period (`law/data/commune-criteria.yaml`). Each value
says where it is from and how far that was verified.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Star, Text, Verified


class CommuneStandard(Part):
    """A standard: at least `products` alive of at least `star` stars, from `first` to `last`, both counted."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")
    label: Text
    act: Text
    criterion: str
    products: int = Field(ge=1, le=100)
    star: Star
    first: date
    last: date | None = None
    verified: Verified

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.first <= on and (self.last is None or on <= self.last)


@lists.of_form("commune-criteria")
class CommuneCriteria(Part):
    """The file. `kinds`: the words that open the official names of the units it is about."""

    list: str
    in_force: Period
    source: Text
    kinds: tuple[str, ...] = Field(min_length=1)
    standards: tuple[CommuneStandard, ...] = Field(min_length=1)

    def is_for(self, name: str) -> bool:
        """Whether a unit is one that the standards are about, by the word its official name opens with."""
        return name.startswith(tuple(f"{kind} " for kind in self.kinds))

    def on(self, day: date) -> tuple[CommuneStandard, ...]:
        """The standards in force on a day."""
        return tuple(one for one in self.standards if one.holds(day))


@cache
def commune_criteria() -> CommuneCriteria:
    """The newest list."""
    return CommuneCriteria.model_validate(lists.content("commune-criteria"))
