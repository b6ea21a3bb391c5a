"""Rights of industrial property as procedures: the steps of each kind and how long each may take (`law/data/rights.yaml`)."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, add_months, due_on, work_calendar
from law.rulebooks.values import Part, Period, Text, Verified

AFTER = ("filed", "accepted", "published")
"""What a step's term runs from, in the order of a procedure."""


class RightStep(Part):
    """
    What the issuing office does next. `after`: the state its term runs from. `months` or `days` (as `counted` says): how
    long it may take.
    """

    id: str
    after: str
    label: Text
    months: int | None = Field(None, ge=1, le=60)
    days: int | None = Field(None, ge=1, le=400)
    counted: Counted = "calendar"
    source: Text
    verified: Verified

    @model_validator(mode="after")
    def _has_one_term(self) -> RightStep:
        if (self.months is None) == (self.days is None):
            raise ValueError(f"{self.id}: a term is in months or in days")
        if self.after not in AFTER:
            raise ValueError(f"{self.id}: a term runs from {', '.join(AFTER)}")
        return self

    def last_day(self, since: date) -> date:
        """The last day of the term that began on a day; one that ends on a rest day ends on the next working day."""
        if self.months is not None:
            return work_calendar().next_working_day(add_months(since, self.months))
        last = due_on(since, self.days or 0, self.counted)
        assert last is not None  # the clock of a term never stands still
        return last


class RightKind(Part):
    """A kind of right. `credential`: the kind of credential it is once granted. `collective`: an office may file it for all."""

    id: str
    label: Text
    credential: str
    collective: bool = False
    steps: tuple[RightStep, ...] = Field(min_length=1)

    def awaited(self, state: str) -> RightStep | None:
        """What is waited for in a state; None where the kind has no such step."""
        return next((one for one in self.steps if one.after == state), None)


@lists.of_form("rights")
class RightKinds(Part):
    """The file. `issuer`: who grants industrial property."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    kinds: tuple[RightKind, ...] = Field(min_length=1)


@cache
def right_kinds() -> dict[str, RightKind]:
    """Every kind of right, by id, in the order of the newest list."""
    return {one.id: one for one in RightKinds.model_validate(lists.content("rights")).kinds}
