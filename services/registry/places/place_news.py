"""How far the changes of a period are announced: one row a period, so that nothing is announced twice."""

from __future__ import annotations

from typing import Annotated

from kit.aggregate import Aggregate
from kit.command import Fields, Label
from kit.days import Day


class PeriodFields(Fields):
    """The first day of the period whose changes are announced."""

    on: Annotated[Day, Label("Ngày có hiệu lực", "Day the changes took effect", example="2025-07-01")]


class PlaceNews(PeriodFields, Aggregate):
    """`told` of `changes` were announced, in the order of `law.places.changes_on`. The id is the period's first day."""

    changes: int
    told: int = 0

    @property
    def is_complete(self) -> bool:
        return self.told >= self.changes
