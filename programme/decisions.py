"""Decisions as lists and people name them: one decision, however its number is spelt."""

from __future__ import annotations

import re
from datetime import date

from kit.papers.number import NumberUnreadable, official_number
from law.places import plain

_REMARK = re.compile(r"\([^()]*\)")


def decision_of(number: str, on: date) -> str:
    """
    A decision as it is compared: `1608/QĐ-UBND`, `QĐ số 01608` and `1608/QD-UBND (suy ra)` of one year are one. Its
    symbol is left out: lists give it, shorten it or forget it.
    """
    bare = _REMARK.sub(" ", number)
    try:
        return f"{on.year}|{official_number(bare, '').key.partition('/')[0]}"
    except NumberUnreadable:
        return f"{on.year}|{plain(number)}"
