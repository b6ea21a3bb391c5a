"""
What follows a breach of law or of the rules of the mark, and what citizens may report: kinds, measures in their order, periods.

Data: `law/data/measures.yaml`, `law/data/citizen-reports.yaml`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, due_on
from law.rulebooks.values import Part, Period, Text, Verified

SEVERITIES = ("minor", "major", "critical")
"""From the lightest; the words of the contract (`ocop_events.words.SEVERITY`)."""


class Measure(Part):
    """
    One measure. `days`: how long it runs unless the officer names another day, at most `most_days`; None: it sets no day.
    `levels`: only their officers take it; none: every office that handles breaches.
    """

    id: str
    label: Text
    source: Text
    verified: Verified
    days: int | None = Field(None, ge=1, le=730)
    most_days: int | None = Field(None, ge=1, le=730)
    levels: tuple[str, ...] = ()


class BreachKind(Part):
    """What may be broken. `ground`: the ground of revocation it would rest on; `of_mark`: it concerns the mark itself."""

    id: str
    label: Text
    ground: str
    article: Text
    verified: Verified
    of_mark: bool = False


class OfficeDays(Part):
    """How many days an office has for its next step, by what waits for it."""

    measure: int = Field(ge=1, le=365)
    proof: int = Field(ge=1, le=365)
    objection: int = Field(ge=1, le=365)
    missed: int = Field(ge=1, le=365)


class FromAgency(Part):
    """As what, and how gravely, an agency's report of a type is taken up."""

    about: str
    kind: str
    severity: str


@lists.of_form("measures")
class Measures(Part):
    """The file: measures in the order the law knows."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    counted: Counted
    office_days: OfficeDays
    objection_days: int = Field(ge=1, le=365)
    remind_before: tuple[int, ...]
    measures: tuple[Measure, ...] = Field(min_length=1)
    begins_with: dict[str, str]
    kinds: tuple[BreachKind, ...] = Field(min_length=1)
    agencies: tuple[FromAgency, ...] = ()
    scopes: dict[str, str] = {}

    @model_validator(mode="after")
    def _names_what_there_is(self) -> Measures:
        order, kinds = [one.id for one in self.measures], {one.id for one in self.kinds}
        if tuple(sorted(self.begins_with)) != tuple(sorted(SEVERITIES)):
            raise ValueError(f"begins_with has each severity: {', '.join(SEVERITIES)}")
        if unknown := [one for one in self.begins_with.values() if one not in order]:
            raise ValueError(f"no such measure: {', '.join(unknown)}")
        named = {*self.scopes.values(), *(one.kind for one in self.agencies)}
        if unknown := sorted(named - kinds):
            raise ValueError(f"no such kind: {', '.join(unknown)}")
        return self

    def measure(self, id: str) -> Measure | None:
        """A measure by its id; None of a later or earlier edition."""
        return next((one for one in self.measures if one.id == id), None)

    def kind(self, id: str) -> BreachKind | None:
        """What is broken, by its id; None of a later or earlier edition."""
        return next((one for one in self.kinds if one.id == id), None)

    def from_agency(self, about: str) -> FromAgency | None:
        """How a report of a type is taken up; None: no breach follows."""
        return next((one for one in self.agencies if one.about == about), None)

    def last_day(self, since: date, days: int) -> date:
        """The last of so many days after a day, counted as the list says."""
        return _last(since, days, self.counted)


class CitizenKind(Part):
    """What a citizen may report; `breach`: what is broken, where it is founded."""

    id: str
    label: Text
    breach: str


@lists.of_form("citizen-reports")
class CitizenReports(Part):
    """The file. `answer_days`: in which the office answers; `keep_days`: how long text and photographs stay after that."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    counted: Counted
    answer_days: int = Field(ge=1, le=365)
    keep_days: int = Field(ge=1, le=3650)
    kinds: tuple[CitizenKind, ...] = Field(min_length=1)

    def kind(self, id: str) -> CitizenKind | None:
        """What was reported, by its id; None of a later or earlier edition."""
        return next((one for one in self.kinds if one.id == id), None)

    def keeps_since(self, on: date) -> date:
        """Of reports answered before this day text and photographs are removed on a day."""
        return on - timedelta(days=self.keep_days)

    def answer_by(self, received_on: date) -> date:
        """The last day for the answer."""
        return _last(received_on, self.answer_days, self.counted)


@cache
def measures() -> Measures:
    """The measures of the newest list."""
    return Measures.model_validate(lists.content("measures"))


@cache
def citizen_reports() -> CitizenReports:
    """What citizens may report, of the newest list."""
    return CitizenReports.model_validate(lists.content("citizen-reports"))


def _last(since: date, days: int, counted: Counted) -> date:
    last = due_on(since, days, counted)
    assert last is not None  # the clock of these periods never stands still
    return last
