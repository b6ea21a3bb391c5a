"""
Rounds of evaluation beside the act: whose offices plan their own, and when it is looked at whether a round will be done in time
(`law/data/rounds.yaml`). The rounds an act sets are its rulebook's (`law.calendar.rounds_of`).
"""

from __future__ import annotations

from functools import cache

from pydantic import Field

from law import lists
from law.rulebooks.rulebook import Level
from law.rulebooks.values import Part, Period, Text, Verified


@lists.of_form("rounds")
class RoundRules(Part):
    """The file. `levels`: whose offices plan rounds; `look_before`: days before a round's last one."""

    list: str
    in_force: Period
    source: Text
    verified: Verified
    levels: tuple[Level, ...] = Field(min_length=1)
    look_before: tuple[int, ...] = ()


@cache
def round_rules() -> RoundRules:
    """The newest list."""
    return RoundRules.model_validate(lists.content("rounds"))
