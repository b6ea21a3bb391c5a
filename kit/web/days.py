"""A day as it comes in: written as one, and never made of a number that happens to be sent."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from kit.refusal import Refusal

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class DateUnreadable(Refusal):
    slug = "form.date-unreadable"
    vi = "«{given}» không phải một ngày có thật. Ghi theo dạng ngày/tháng/năm, ví dụ 05/03/2026."
    en = "“{given}” is not a date. Write it as day/month/year, such as 05/03/2026."


def read_day(text: str, pointer: str) -> date | None:
    """A day as a browser's calendar sends it, or as people write it; None for an empty text. Raises DateUnreadable."""
    given = text.strip()
    if not given:
        return None
    parts = given.split("/")
    try:
        if len(parts) == 3:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        if _WRITTEN.fullmatch(given):
            return date.fromisoformat(given)
    except (ValueError, OverflowError):  # a year no calendar counts to
        pass
    raise DateUnreadable(pointer=pointer, given=given[:30])


def _as_written(sent: object) -> object:
    # pydantic would take a number, or the text of one, for seconds since 1970.
    if isinstance(sent, (int, float)) or (isinstance(sent, str) and not _WRITTEN.fullmatch(sent.strip())):
        raise PydanticCustomError("date_parsing", "Should be a date, such as 2026-03-05")
    return sent


Day = Annotated[date, BeforeValidator(_as_written)]
"""A day in a query or a command: `YYYY-MM-DD` and nothing else."""
