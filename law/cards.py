"""The yearly card of a product: when it is asked for, by when it is filled in, when its producer is reminded (`law/data/yearly-card.yaml`)."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified

_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"


@lists.of_form("yearly-card")
class YearlyCard(Part):
    """
    The file. `asked_on`, `due_on`: month and day of the year after the one it tells of; `remind_before`: days before the last
    one on which whoever has not filled it in is reminded. `units`: of output.
    """

    list: str
    in_force: Period
    source: Text
    verified: Verified
    asked_on: str = Field(pattern=_DAY)
    due_on: str = Field(pattern=_DAY)
    remind_before: tuple[int, ...] = ()
    units: tuple[str, ...] = Field(min_length=1)

    def asked(self, year: int) -> date:
        """The day from which the card of a year is asked for."""
        return date.fromisoformat(f"{year + 1}-{self.asked_on}")

    def due(self, year: int) -> date:
        """The last day for the card of a year."""
        return date.fromisoformat(f"{year + 1}-{self.due_on}")


@cache
def yearly_card() -> YearlyCard:
    """The newest list."""
    return YearlyCard.model_validate(lists.content("yearly-card"))
