"""
Decisions of many lines on their way: a line an event, and no certificate before all have arrived.

A line that was withdrawn meanwhile is waited for no more.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kit.aggregate import Aggregate


class DecisionArrival(Aggregate):
    """
    What has arrived of a decision, whose id it has: `of` how many lines. `places`: the paths of the producers' places.
    `issued_at`: when all its certificates were issued.
    """

    number: str
    decided_on: date
    office: str
    of: int
    arrived: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    first_at: datetime
    issued_at: datetime | None = None

    @property
    def done(self) -> int:
        """How many lines are there, or waited for no more."""
        return len({*self.arrived, *self.withdrawn})

    @property
    def complete(self) -> bool:
        """Whether every line is."""
        return self.done >= self.of

    def with_line(self, no: int, place: str) -> DecisionArrival:
        """A line more."""
        lines = tuple(sorted({*self.arrived, no}))
        return self.model_copy(update={"arrived": lines, "places": tuple(sorted({*self.places, place}))})

    def without_line(self, no: int) -> DecisionArrival:
        """A line that is waited for no more."""
        return self.model_copy(update={"withdrawn": tuple(sorted({*self.withdrawn, no}))})


class RulingArrived(Aggregate):
    """One line that waits for the others; its id is the ruling's. `decision`: the whole of it (`Decision`), as JSON."""

    decision_id: str
    line: int
    dossier_id: str
    decision: dict[str, Any]
