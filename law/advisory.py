"""
The advisory team: its parts, its terms, and how many samples are asked for. Data: `law/data/advisory.yaml`; each value says
where it is from and how far that was verified.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, due_on
from law.roles import council_roles
from law.rulebooks import Rulebook
from law.rulebooks.values import Part, Period, Text, Verified

TERMS = ("work", "answer")
"""The periods that the platform watches; every edition of the list has a term for each."""


class TeamPart(Part):
    """A part on a team. `roles`: who may play it; `exactly`: how many a team has of it, None: any number; `heads`: it leads the team."""

    id: str
    label: Text
    roles: tuple[str, ...] = Field(min_length=1)
    exactly: int | None = Field(None, ge=1)
    heads: bool = False


class AdvisoryTerm(Part):
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


class Samples(Part):
    """How many samples are asked for, but for some product sets, where a rulebook's sheets do not say."""

    count: int = Field(ge=0, le=100)
    but_sets: tuple[int, ...] = ()
    source: Text
    verified: Verified


@lists.of_form("advisory")
class AdvisoryRules(Part):
    """The file."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    parts: tuple[TeamPart, ...] = Field(min_length=1)
    terms: tuple[AdvisoryTerm, ...]
    samples: Samples

    @model_validator(mode="after")
    def _fits_together(self) -> AdvisoryRules:
        if wrong := "; ".join(self._wrong()):
            raise ValueError(wrong)
        return self

    def _wrong(self) -> Iterator[str]:
        if tuple(one.id for one in self.terms) != TERMS:
            yield f"the terms are {', '.join(TERMS)}, in this order"
        named = Counter(one.id for one in self.parts)
        yield from (f"the part {id} is there {count} times" for id, count in named.items() if count > 1)
        heads = [one for one in self.parts if one.heads]
        if len(heads) != 1 or heads[0].exactly != 1:
            yield "exactly one part heads the team, once on a team"
        known = set(council_roles())
        yield from (
            f"the part {part.id} asks for {role}, which is no role"
            for part in self.parts
            for role in part.roles
            if role not in known
        )

    def term(self, id: str) -> AdvisoryTerm:
        """One of the `TERMS`."""
        return next(one for one in self.terms if one.id == id)

    def part(self, id: str) -> TeamPart | None:
        """A part on a team; None for one of another edition."""
        return next((one for one in self.parts if one.id == id), None)


@cache
def advisory_rules() -> AdvisoryRules:
    """What the newest list says. Raises ListFaulty."""
    return AdvisoryRules.model_validate(lists.content("advisory"))


def samples_asked(rulebook: Rulebook, set_no: int) -> int:
    """
    How many samples of a product are asked for: as the rulebook's sheets say where any of them does (Decision 26: none of
    tourism), else by the list.
    """
    if any(sheet.samples for sheet in rulebook.sheets):
        return rulebook.sheet(set_no).samples
    found = advisory_rules().samples
    return 0 if set_no in found.but_sets else found.count
