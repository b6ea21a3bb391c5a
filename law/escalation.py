"""How a case that takes its time climbs: at which share of its clock who is told (`law/data/escalation.yaml`)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from law import lists
from law.rulebooks.values import Part, Period, Text, Verified


class Rung(Part):
    """One rung: its name, at how many per cent of the clock it is reached, and whether it goes to the case's own office or above."""

    level: str
    percent: int = Field(ge=1, le=1000)
    to: Literal["own", "above"] = "own"

    def days(self, allowed: int) -> int:
        """How many days of so many allowed are gone when it is reached, rounded up."""
        return -(-allowed * self.percent // 100)


@lists.of_form("escalation")
class EscalationRules(Part):
    """The file: rungs in the order in which they are climbed."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    rungs: tuple[Rung, ...] = Field(min_length=1, max_length=10)

    @model_validator(mode="after")
    def _climbs(self) -> Self:
        if any(one.percent >= other.percent for one, other in pairwise(self.rungs)):
            raise ValueError("/rungs are climbed in the order of their shares of the clock")
        if len({one.level for one in self.rungs}) < len(self.rungs):
            raise ValueError("/rungs have names of their own")
        return self


@cache
def escalation_rules() -> EscalationRules:
    """The newest list."""
    return EscalationRules.model_validate(lists.content("escalation"))
