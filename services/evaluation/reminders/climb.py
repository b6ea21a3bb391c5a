"""That a case climbed a rung: who was told that its time runs out, or has; kept apart for every rung."""

from __future__ import annotations

from datetime import date, datetime

from kit.aggregate import Aggregate


def climb_id(case_id: str, clock: str, level: str) -> str:
    """The key of a rung of a case's clock: each is climbed once."""
    return f"{case_id}|{clock}|{level}"


class Climb(Aggregate):
    """
    One rung that was reached. `clock`: which clock of the case, as an office has one period and every council's step its own;
    `percent`: the share of the clock that was gone; `day`: after which it was reached; `to_office`: who was told.
    """

    case_id: str
    clock: str
    step: str
    level: str
    percent: int
    day: date
    due_on: date | None
    to_office: str
    climbed_at: datetime
