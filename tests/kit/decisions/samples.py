"""Decisions over lines of two kinds, as two services would have them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kit.decisions.decision import By, Decision, Line

TODAY = date(2026, 9, 15)
ON = date(2026, 9, 10)
BY = By(who="officer.1", at=datetime(2026, 9, 15, 2, tzinfo=UTC), reason="theo bản ký")


class RulingLine(Line):
    """A line that decides a star."""

    ruling_id: str
    star: int


class SeatLine(Line):
    """A line that gives somebody a seat on a council."""

    person_id: str


def draft(id: str = "d-1", office: str = "33", count: int = 3) -> Decision[RulingLine]:
    lines = tuple(RulingLine(no=no, ruling_id=f"r-{no}", star=3) for no in range(1, count + 1))
    made: Decision[RulingLine] = Decision[RulingLine](
        id=id, office=office, kind="recognition", symbol="QĐ-UBND", subject="Phê duyệt kết quả", lines=lines
    )
    return made
