"""The terms of a complaint against a ruling. Data: `law/data/complaints.yaml`; each says where it is from and how far that was verified."""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, due_on
from law.rulebooks.values import Part, Period, Text, Verified

TERMS = ("lodge", "accept", "settle", "settle-complex")
"""The periods that the platform watches; every edition of the list has a term for each."""


class ComplaintTerm(Part):
    """How many days somebody has, after the day of the act they begin with."""

    id: str
    days: int = Field(ge=1, le=365)
    counted: Counted
    label: Text
    source: Text
    verified: Verified

    def last_day(self, begins: date) -> date:
        """The last day of a period that begins with an act of a day."""
        last = due_on(begins, self.days, self.counted)
        assert last is not None  # the clock of a term never stands still
        return last


@lists.of_form("complaints")
class ComplaintRules(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    terms: tuple[ComplaintTerm, ...]

    @model_validator(mode="after")
    def _has_every_term(self) -> ComplaintRules:
        if tuple(one.id for one in self.terms) != TERMS:
            raise ValueError(f"the terms are {', '.join(TERMS)}, in this order")
        return self

    def term(self, id: str) -> ComplaintTerm:
        """One of the `TERMS`."""
        return next(one for one in self.terms if one.id == id)


@cache
def complaint_rules() -> ComplaintRules:
    """What the newest list says. Raises ListFaulty."""
    return ComplaintRules.model_validate(lists.content("complaints"))
