"""Time comes in from outside: the only place that reads the clock."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
"""Dates of the law (`…_on`) are days of this zone."""


class Clock(Protocol):
    """Answers the present instant: aware, UTC, whole milliseconds (what the database keeps)."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return to_milliseconds(datetime.now(UTC))


class FixedClock:
    """A clock that moves only when a test moves it."""

    def __init__(self, at: datetime) -> None:
        self._at = to_milliseconds(at)

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        """Moves the clock forward (or back) by `by`."""
        self._at += by

    def set(self, at: datetime) -> None:
        """Puts the clock to `at`."""
        self._at = to_milliseconds(at)


class FileClock:
    """
    The machine's clock plus a shift kept in a file, so that a laptop can play a year of the past.

    Development only: the estate sets the file; a deployment never has one.
    """

    def __init__(self, path: Path, *, beneath: Clock | None = None) -> None:
        self._path = path
        self._beneath = beneath or SystemClock()
        self._read_mtime_ns = -1
        self._shift = timedelta()

    def now(self) -> datetime:
        try:
            mtime_ns = self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return self._beneath.now()
        if mtime_ns != self._read_mtime_ns:
            self._shift = timedelta(seconds=float(json.loads(self._path.read_text())["shift_seconds"]))
            self._read_mtime_ns = mtime_ns
        return to_milliseconds(self._beneath.now() + self._shift)

    def shift_to(self, at: datetime | None) -> None:
        """Makes the present `at`, or the machine's own present again when None."""
        shift = (at - self._beneath.now()).total_seconds() if at else 0.0
        self._path.parent.mkdir(parents=True, exist_ok=True)
        written = self._path.with_suffix(".new")
        written.write_text(json.dumps({"shift_seconds": shift}))
        written.replace(self._path)


def local_date(at: datetime) -> date:
    """The day of the law on which an instant falls."""
    return at.astimezone(LOCAL).date()


def end_of(day: date) -> datetime:
    """The moment a day is over, where the programme is."""
    return datetime.combine(day + timedelta(days=1), time.min, LOCAL)


def to_milliseconds(at: datetime) -> datetime:
    """The instant in UTC, cut to whole milliseconds."""
    if at.tzinfo is None:
        raise ValueError("an instant must carry its zone")
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
