"""
How long somebody has where no act says: a council for each of its steps (`law/data/council-terms.yaml`), unless its office's
regulation says, and a producer for a supplement (`law/data/supplement-term.yaml`), unless the officer names a day.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pydantic import Field, model_validator

from law import lists
from law.calendar import Counted, due_on
from law.rulebooks.values import Part, Period, Text, Verified

STEPS = ("open", "score", "conclude", "rule")
"""The steps that the platform watches; every edition of the list has a term for each."""


class Term(Part):
    """How many days a step may take; `label` says from when, `task` what is to be done."""

    id: str
    days: int = Field(ge=1, le=365)
    label: Text
    task: Text


@lists.of_form("council-terms")
class CouncilTerms(Part):
    """The file. `remind_before`: days before the last one on which whoever must act is reminded."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    counted: Counted
    remind_before: int = Field(ge=0, le=30)
    steps: tuple[Term, ...]

    @model_validator(mode="after")
    def _has_every_step(self) -> CouncilTerms:
        if tuple(one.id for one in self.steps) != STEPS:
            raise ValueError(f"the steps are {', '.join(STEPS)}, in this order")
        return self

    def of(self, step: str) -> Term:
        """The term of a step."""
        return next(one for one in self.steps if one.id == step)


@cache
def council_terms() -> CouncilTerms:
    """The terms of the newest list."""
    return CouncilTerms.model_validate(lists.content("council-terms"))


@lists.of_form("supplement-term")
class SupplementTerm(Part):
    """The file. `days`: after the day of return, counted as `counted` says."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    counted: Counted
    days: int = Field(ge=1, le=365)

    def last_day(self, returned_on: date) -> date:
        """The last day for the supplement of a dossier returned on a day."""
        last = due_on(returned_on, self.days, self.counted)
        assert last is not None  # the clock of a term never stands still
        return last


@cache
def supplement_term() -> SupplementTerm:
    """The term of the newest list."""
    return SupplementTerm.model_validate(lists.content("supplement-term"))
