"""Who acts for an officer on leave, as evaluation announced it: what reaches the one reaches the other too."""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate


class Substitute(Aggregate):
    """One substitution, by its id. `ended_on`: the day it was ended before its last."""

    office: str
    person_id: str
    acts_id: str
    first: date
    last: date
    ended_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.ended_on is None and self.first <= on <= self.last
