"""A day as it comes in: written as one, and never made of a number that happens to be sent."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from kit.command import Label
from kit.refusal import Refusal

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BY_PEOPLE = re.compile(r"([0-9]{1,2})([/.\- ])([0-9]{1,2})\2([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})")
"""Day, month and a year of four digits; two would have to be guessed."""


class DateUnreadable(Refusal):
    slug = "form.date-unreadable"
    vi = "{field}«{given}» không phải một ngày có thật. Ghi theo dạng ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 05/03/2026."
    en = "{field}“{given}” is not a date. Write it as day/month/year with all four digits of the year, such as 05/03/2026."


def read_day(text: str, pointer: str, label: Label | None = None) -> date | None:
    """
    A day as people write it (`05/03/2026`, `5-3-2026`, `05032026`) or as addresses carry it (`2026-03-05`); None for an
    empty text. `label`: what people call the field. Raises DateUnreadable.
    """
    given = text.strip()
    if not given:
        return None
    try:
        if written := _BY_PEOPLE.fullmatch(given):
            day, _, month, year, *together = written.groups()
            return date(*(int(part) for part in ((year, month, day) if year else reversed(together))))
        if _WRITTEN.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:  # no such day
        pass
    field = (f"{label.vi}: ", f"{label.en}: ") if label else ("", "")
    raise DateUnreadable(pointer=pointer, given=given[:30], field=field)


def _as_written(sent: object) -> object:
    # pydantic would take a number, or the text of one, for seconds since 1970.
    if isinstance(sent, (int, float)) or (isinstance(sent, str) and not _WRITTEN.fullmatch(sent.strip())):
        raise PydanticCustomError("date_parsing", "Should be a date, such as 2026-03-05")
    return sent


Day = Annotated[date, BeforeValidator(_as_written)]
"""A day in a query or a command: `YYYY-MM-DD` and nothing else."""
