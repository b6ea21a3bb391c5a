"""How far the changes of a period are announced: one row a period, so that nothing is announced twice."""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate


class PlaceNews(Aggregate):
    """`told` of `changes` were announced, in the order of `law.places.changes_on`. The id is the period's first day."""

    on: date
    changes: int
    told: int = 0

    @property
    def is_complete(self) -> bool:
        return self.told >= self.changes
