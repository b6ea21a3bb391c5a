"""Dates, instants and numbers as each language writes them; instants in Vietnam's time."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from kit.language import current_language
from kit.money import write_dong
from kit.refusal import Language

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_LOCALES: dict[Language, str] = {"vi": "vi_VN", "en": "en_GB"}


def show_date(value: date | datetime | str | None) -> str:
    """`05/03/2026`, whatever the language; of an instant, the day in Vietnam. Empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        value = _local(value).date()
    return value.strftime("%d/%m/%Y")


def show_time(value: datetime) -> str:
    """`15:42`, in Vietnam's time."""
    return _local(value).strftime("%H:%M")


def field_day(value: date | str | None) -> str:
    """
    A day as a field asks for it, in every language and browser: `05/03/2026`. What somebody wrote and is no day stands
    as they wrote it.
    """
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return str(value)
    return value.strftime("%d/%m/%Y") if value else ""


def show_datetime(value: datetime | str | None) -> str:
    """`14:05 05/03/2026`, whatever the language, in Vietnam's time. Empty for nothing."""
    if value is None or value == "":
        return ""
    instant = _local(datetime.fromisoformat(value) if isinstance(value, str) else value)
    return instant.strftime("%H:%M %d/%m/%Y")


def show_number(value: Decimal | float | int | str | None) -> str:
    """`1.234.567,5` or `1,234,567.5`. Empty for nothing."""
    return "" if value is None or value == "" else format_decimal(Decimal(str(value)), locale=_locale())


def show_points(value: Decimal | float | int | str | None) -> str:
    """Points of a score sheet: as many decimals as they have, at most two: `74,5` or `74.5`. Empty for nothing."""
    if value is None or value == "":
        return ""
    return format_decimal(Decimal(str(value)), format="#,##0.##", locale=_locale())


def show_dong(value: int | str | None) -> str:
    """An amount in whole đồng: `1.250.000.000` or `1,250,000,000`; what somebody wrote and is none, as they wrote it."""
    return write_dong(value, current_language()) if isinstance(value, int) else str(value or "")


def show_size(value: int) -> str:
    """A file's size: `340 KB`, `1,2 MB`."""
    if value < 1000:
        return f"{value} B"
    if value < 1_000_000:
        return f"{format_decimal(Decimal(value) / 1000, format='#,##0', locale=_locale())} KB"
    return f"{format_decimal(Decimal(value) / 1_000_000, format='#,##0.#', locale=_locale())} MB"


FILTERS: dict[str, Any] = {
    "date": show_date,
    "field_day": field_day,
    "datetime": show_datetime,
    "number": show_number,
    "points": show_points,
    "size": show_size,
    "dong": show_dong,
}


def _locale() -> str:
    return _LOCALES[current_language()]


def _local(instant: datetime) -> datetime:
    return instant.astimezone(ZONE) if instant.tzinfo else instant.replace(tzinfo=ZONE)
