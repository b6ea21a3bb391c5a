"""
Yearly sessions of a tier: proposals by one day, results by another, written as month-day in the rulebook.

Decision 26/2026/QĐ-TTg, Article 5; the acts before set no rounds.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from law.rulebooks.rulebook import Rulebook


class RoundDates(BaseModel):
    """One session in one year. A session that begins in autumn may end in the next year."""

    model_config = ConfigDict(frozen=True)

    level: str
    submit_by: date
    done_by: date


def rounds_of(rulebook: Rulebook, level: str, year: int) -> list[RoundDates]:
    """The sessions whose last day for proposals is in the year, in order; none when the act sets none."""
    found = []
    for entry in rulebook.rounds:
        if entry.level == level:
            submit_by, done_by = _on(year, entry.submit_by), _on(year, entry.done_by)
            if done_by < submit_by:
                done_by = _on(year + 1, entry.done_by)
            found.append(RoundDates(level=level, submit_by=submit_by, done_by=done_by))
    return sorted(found, key=lambda dates: dates.submit_by)


def next_round(rulebook: Rulebook, level: str, on: date) -> RoundDates | None:
    """The first session that a proposal made on the day can still join."""
    both_years = rounds_of(rulebook, level, on.year) + rounds_of(rulebook, level, on.year + 1)
    return next((dates for dates in both_years if on <= dates.submit_by), None)


def _on(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")
