"""A day as people and spreadsheets write it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kit.lists.refusals import DayUnreadable, YearShort

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_OURS = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:\s*[-/.]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[-/.]\s*|\s+năm\s+)(\d{2}|\d{4})(?: 00:00(?::00)?)?",
    re.ASCII | re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_EPOCH = date(1899, 12, 30)
"""Day 0 of the serial numbers of workbooks (ECMA-376 part 1, 18.17.4.1), from March 1900 on."""


def day(text: str) -> date:
    """
    `22/7/2020`, `22-07-2020`, `22.7.2020`, `ngày 22 tháng 7 năm 2020`, `2020-07-22`, or a workbook's serial number `44034`.

    The day stands before the month, as in Vietnam. Raises YearShort, DayUnreadable.
    """
    given = " ".join(text.split())
    try:
        if found := _ISO.fullmatch(given):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _OURS.fullmatch(given):
            if len(found[3]) == 2:
                raise YearShort(given=given)
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError as none:
        raise DayUnreadable(given=given[:30]) from none
    if _SERIAL.fullmatch(given):
        return _EPOCH + timedelta(days=int(given[:5]))
    raise DayUnreadable(given=given[:30])
