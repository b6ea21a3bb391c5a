"""
When a certificate may be re-evaluated: not yet, now, late, extended, or over.

Days of the calendar before expiry. Decision 26/2026/QĐ-TTg, Articles 7.6.a and 12.3; Hưng Yên's letter of 2023 under
Decision 1048; press on the notice under Decision 148. Which holds is the rulebook in force on the day asked about.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from law.rulebooks.rulebook import Rulebook

Standing = Literal["not-yet", "open", "late", "extended", "expired"]


class Window(BaseModel):
    """
    The window of one certificate under one rulebook. All days are counted in.

    `opens_on` none: the act sets no first day, so it is open from the start. `closes_on`: the last day to file in
    time; where the act sets none it is the last day of validity. `notice_by`: the office must have warned the
    producer in writing. `extendable_until`: the furthest an authority may extend, none when the act knows no extension.
    """

    model_config = ConfigDict(frozen=True)

    standing: Standing
    opens_on: date | None
    closes_on: date
    notice_by: date | None
    valid_until: date
    extended_until: date | None
    extendable_until: date | None

    @property
    def may_file(self) -> bool:
        """In the window, or late but still alive: a late dossier is accepted and marked."""
        return self.standing in ("open", "late", "extended")


def re_evaluation_window(
    rulebook: Rulebook, valid_until: date, *, on: date, extended_until: date | None = None
) -> Window:
    """How a certificate valid until `valid_until` stands on a day, by the rulebook in force on that day."""
    rules = rulebook.re_evaluation
    opens_on = _before(valid_until, rules.opens_days_before)
    closes_on = _before(valid_until, rules.closes_days_before) or valid_until
    return Window(
        standing=_standing(on, opens_on, closes_on, valid_until, extended_until),
        opens_on=opens_on,
        closes_on=closes_on,
        notice_by=_before(valid_until, rules.notice_days_before),
        valid_until=valid_until,
        extended_until=extended_until,
        extendable_until=_after(valid_until, rules.extension_days_at_most),
    )


def _standing(
    on: date, opens_on: date | None, closes_on: date, valid_until: date, extended_until: date | None
) -> Standing:
    if on > valid_until:
        return "extended" if extended_until is not None and on <= extended_until else "expired"
    if on > closes_on:
        return "late"
    return "open" if opens_on is None or on >= opens_on else "not-yet"


def _before(day: date, days: int | None) -> date | None:
    return None if days is None else day - timedelta(days=days)


def _after(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)
