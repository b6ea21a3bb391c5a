"""
Inspections after recognition: what is looked at by scope, how a year's plan is made, which signs put a producer on the list
for the next one. Data: `law/data/inspections.yaml`; each value says where it is from and how far that was verified.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, due_on
from law.rulebooks.values import Part, Period, Text, Verified

TERMS = ("remind", "file-record")
"""The periods that the platform watches; every edition of the list has a term for each."""
RISKS = (
    "dead-mark", "agency-finding", "own-finding", "breach", "complaint", "broken-papers", "ending-papers", "never-inspected", "long-ago",
)  # fmt: skip
"""The signs that the platform can see; every edition of the list weighs each."""
Severity = Literal["minor", "major", "critical"]
SEVERITIES: tuple[Severity, ...] = ("minor", "major", "critical")
"""Words of the contract, the mildest first."""


class Line(Part):
    """One line of a checklist. `severity`: of a line not kept, unless who inspects says otherwise."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")
    text: Text
    article: str | None
    severity: Severity
    verified: Verified


class Scope(Part):
    """What an inspection may be about, with its checklist."""

    id: str
    label: Text
    lines: tuple[Line, ...] = Field(min_length=1)


class Most(Part):
    """How many there may be."""

    value: int = Field(ge=1, le=12)
    source: Text
    verified: Verified


class InspectionTerm(Part):
    """How many days somebody has, after the day it begins with."""

    id: str
    days: int = Field(ge=1, le=365)
    counted: Counted
    source: Text
    verified: Verified

    def last_day(self, begins: date) -> date:
        """The last day of a period that begins with an act of a day."""
        last = due_on(begins, self.days, self.counted)
        assert last is not None  # the clock of a term never stands still
        return last


class Risk(Part):
    """
    A sign: `weight` points for each, `most` times at most, of the last `within_months` (None: whenever). `scope`: what a visit
    because of it would be about.
    """

    id: str
    scope: str
    label: Text
    weight: int = Field(ge=0, le=100)
    most: int = Field(ge=1, le=20)
    within_months: int | None = Field(None, ge=1, le=120)


@lists.of_form("inspections")
class InspectionRules(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    scopes: tuple[Scope, ...] = Field(min_length=1)
    most_planned_a_year: Most
    terms: tuple[InspectionTerm, ...]
    risks: tuple[Risk, ...]
    risk_source: Text

    @model_validator(mode="after")
    def _fits_together(self) -> InspectionRules:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        if tuple(one.id for one in self.terms) != TERMS:
            yield f"the terms are {', '.join(TERMS)}, in this order"
        if sorted(one.id for one in self.risks) != sorted(RISKS):
            yield f"the risks are {', '.join(RISKS)}, each once"
        scopes = {one.id for one in self.scopes}
        yield from (
            f"the risk {one.id} is about {one.scope}, which is no scope"
            for one in self.risks
            if one.scope not in scopes
        )
        ids = [line.id for scope in self.scopes for line in scope.lines]
        if len(ids) != len(set(ids)):
            yield "a line's id stands here twice"

    def term(self, id: str) -> InspectionTerm:
        """One of the `TERMS`."""
        return next(one for one in self.terms if one.id == id)

    def risk(self, id: str) -> Risk:
        """One of the `RISKS`."""
        return next(one for one in self.risks if one.id == id)

    def scope(self, id: str) -> Scope | None:
        """A scope; None for one of another edition."""
        return next((one for one in self.scopes if one.id == id), None)

    def checklist(self, scopes: Sequence[str]) -> tuple[tuple[Scope, Line], ...]:
        """The lines of some scopes, in the order of the list."""
        return tuple((scope, line) for scope in self.scopes if scope.id in scopes for line in scope.lines)


@cache
def inspection_rules(hash: str | None = None) -> InspectionRules:
    """What the newest list says, or the edition that stamped something. Raises UnknownListEdition."""
    said = lists.edition_with("inspections", hash).content if hash else lists.content("inspections")
    return InspectionRules.model_validate(said)
