"""
Months and days of the calendar, as validity and windows are written in.

Validity: thirty-six months (Decision 26/2026/QĐ-TTg, Article 4.3), read from the rulebook.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month (Civil Code, Article 148.3)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def valid_until(issued_on: date, months: int, *, counts: bool = True) -> date:
    """
    The last day of a certificate that is valid for so many months from its day of issue. `counts`: whether the day on
    which the months end is itself one of them, which the list `certificate-life` says.
    """
    ends = add_months(issued_on, months)
    return ends if counts else ends - timedelta(days=1)
