"""How the cases of offices add up: open, overdue, answered in time. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from programme.journeys import Stage
from services.reporting.progress.rules import age

SOON = timedelta(days=7)
"""An office's period that ends within this is shown as ending soon."""


@dataclass(frozen=True)
class Standing:
    """So many open cases that have all this in common."""

    office: str
    tier: str
    stage: Stage
    opened_on: date
    due_on: date | None
    answered_on: date | None
    count: int


@dataclass(frozen=True)
class Answered:
    """So many cases an office answered or ended in a period."""

    office: str
    tier: str
    stage: Stage
    timed: bool
    late: bool
    count: int


@dataclass
class Tally:
    """The cases of one office, or of several together, as they add up."""

    tier: str = ""
    open: int = 0
    overdue: int = 0
    due_soon: int = 0
    waiting: int = 0
    by_stage: Counter[Stage] = field(default_factory=Counter)
    by_age: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    in_time: int = 0
    late: int = 0
    untimed: int = 0
    recognised: int = 0

    def add_standing(self, one: Standing, today: date) -> None:
        """Counts open cases in."""
        self.tier = one.tier
        self.open += one.count
        self.by_stage[one.stage] += one.count
        self.by_age[age(one.opened_on, today)] += one.count
        if one.stage is Stage.RETURNED:
            self.waiting += one.count
        if one.due_on is not None and one.answered_on is None:
            if one.due_on < today:
                self.overdue += one.count
            elif one.due_on <= today + SOON:
                self.due_soon += one.count

    def add_answered(self, one: Answered) -> None:
        """Counts answered cases in."""
        self.tier = self.tier or one.tier
        self.answered += one.count
        self.late += one.count if one.late else 0
        self.in_time += one.count if one.timed and not one.late else 0
        self.untimed += 0 if one.timed else one.count
        self.recognised += one.count if one.stage is Stage.RECOGNISED else 0


def tallied(standing: Iterable[Standing], answered: Iterable[Answered], today: date) -> tuple[dict[str, Tally], Tally]:
    """The tally of each office, and of all of them together."""
    offices: dict[str, Tally] = {}
    whole = Tally()
    for open_cases in standing:
        for one in (offices.setdefault(open_cases.office, Tally()), whole):
            one.add_standing(open_cases, today)
    for done in answered:
        for one in (offices.setdefault(done.office, Tally()), whole):
            one.add_answered(done)
    return offices, whole
