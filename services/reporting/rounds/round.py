"""What reporting keeps of rounds: each as its office opened it, and in which one every case is."""

from __future__ import annotations

from datetime import date

from kit.aggregate import Aggregate


class Round(Aggregate):
    """A round, by its id; `counts` of one that is closed, by outcome, as its office closed it."""

    office: str
    name: str
    opens_on: date
    proposals_by: date | None = None
    ends_by: date | None = None
    by_rule: str | None = None
    closed_on: date | None = None
    counts: dict[str, int] = {}
    carried_over: int = 0


class CasePlace(Aggregate):
    """In which round a case is, by its id; its version is the case's, as evaluation counts it."""

    round_id: str
    late: bool = False
