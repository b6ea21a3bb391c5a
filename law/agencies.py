"""The other agencies that report to the programme, what each one's word is taken for, and when it is silent. Data: `law/data/agencies.yaml`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from statistics import median

from pydantic import Field, model_validator

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified


class Agency(Part):
    """
    One agency, by the account it has on the broker. `office`: the office at whose matching queue a report waits that names no
    place. `reports`: the types its word is taken for, as `inspection.reported`.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")
    label: Text
    office: str
    reports: tuple[str, ...]
    usual_days: int = Field(ge=1, le=366)


class Silence(Part):
    """When an agency is silent: after `times` its rhythm in days, which is known from `known_from` days on."""

    times: int = Field(ge=2, le=20)
    least_days: int = Field(ge=1, le=90)
    known_from: int = Field(ge=2, le=100)
    looked_at: int = Field(ge=2, le=1000)


@lists.of_form("agencies")
class Agencies(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    silence: Silence
    agencies: tuple[Agency, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Agencies:
        ids = [one.id for one in self.agencies]
        if len(ids) != len(set(ids)):
            raise ValueError("an agency stands here twice")
        return self


@cache
def _agencies() -> Agencies:
    return Agencies.model_validate(lists.content("agencies"))


def agencies() -> tuple[Agency, ...]:
    """Every agency of the newest list."""
    return _agencies().agencies


def agency(id: str) -> Agency | None:
    """An agency by its account; None for one that the list does not have."""
    return next((one for one in agencies() if one.id == id), None)


def looked_at() -> int:
    """How many of an agency's days are looked at for its rhythm."""
    return _agencies().silence.looked_at


def may_be_silent(known: Agency, reported: Collection[date]) -> timedelta:
    """For how long an agency may say nothing before somebody asks: by its own rhythm, or as the list says until that is known."""
    rule, days = _agencies().silence, sorted(set(reported))
    pauses = [(later - earlier).days for earlier, later in pairwise(days)]
    rhythm = float(median(pauses)) if len(days) >= rule.known_from else float(known.usual_days)
    return timedelta(days=max(rule.least_days, rule.times * rhythm))
