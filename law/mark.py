"""
The certification mark: on what it may stand, from which star, what a use is checked for, and how long somebody has.
Data: `law/data/mark.yaml` (Decision 1162/QĐ-VPĐP-OCOP, read in excerpts; each value says how far it was verified).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, due_on
from law.rulebooks.values import Part, Period, Star, Text, Verified

TERMS = ("answer-use", "correct", "take-down", "confirm", "answer-request")
"""The periods that the platform watches; every edition of the list has a term for each."""


class SmallestStar(Part):
    """From which star on the mark may be used without asking."""

    value: Star
    source: Text
    verified: Verified


class MarkTerm(Part):
    """How many days somebody has, after the day it begins with."""

    id: str
    days: int = Field(ge=1, le=365)
    longest: int | None = Field(None, ge=1, le=3650)
    """Calendar days after which no other day may be set, where somebody may set one."""
    counted: Counted
    source: Text
    verified: Verified

    def latest(self, begins: date) -> date:
        """The latest day that may be set in its place."""
        return begins + timedelta(self.longest or self.days)

    def last_day(self, begins: date) -> date:
        """The last day of a period that begins with an act of a day."""
        last = due_on(begins, self.days, self.counted)
        assert last is not None  # the clock of a term never stands still
        return last


class Medium(Part):
    """On what the mark stands. `brand_beside`: the producer's own brand must stand beside it."""

    id: str
    label: Text
    guidance: Text
    brand_beside: bool
    verified: Verified


class Check(Part):
    """What a use may be wrong in; `article`: of the regulation, where it is known."""

    id: str
    label: Text
    article: str | None
    verified: Verified


@lists.of_form("mark")
class MarkRules(Part):
    """The file."""

    list: str
    in_force: Period
    regulation: str
    source: Text
    verified: Verified
    smallest_star: SmallestStar
    keep_days: int | None = Field(None, ge=1, le=3650)
    """How long the person who asked for another organisation is known after the answer, or what it allowed, ended; None: for ever."""
    terms: tuple[MarkTerm, ...]
    media: tuple[Medium, ...] = Field(min_length=1)
    checks: tuple[Check, ...]

    @model_validator(mode="after")
    def _has_every_term(self) -> MarkRules:
        if tuple(one.id for one in self.terms) != TERMS:
            raise ValueError(f"the terms are {', '.join(TERMS)}, in this order")
        return self

    def keeps_since(self, on: date) -> date | None:
        """Of requests that ended before this day nobody is known any more on a day; None: of all somebody is."""
        return on - timedelta(days=self.keep_days) if self.keep_days else None

    def term(self, id: str) -> MarkTerm:
        """One of the `TERMS`."""
        return next(one for one in self.terms if one.id == id)

    def medium(self, id: str) -> Medium | None:
        """A medium; None for one of another edition."""
        return next((one for one in self.media if one.id == id), None)

    @property
    def named(self) -> Mapping[str, Check]:
        """The checks by id."""
        return {one.id: one for one in self.checks}


@cache
def mark_rules() -> MarkRules:
    """What the newest list says."""
    return MarkRules.model_validate(lists.content("mark"))
