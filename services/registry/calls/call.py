"""Calls made, and the telephones of offices. Of a producer's telephone nothing is kept here: it is read where it is kept."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from kit.aggregate import Aggregate
from kit.history import Actor


class Kind(StrEnum):
    """Why somebody is called: a supplement is owed, a certificate ends, an office's period ends."""

    SUPPLEMENT = "supplement"
    RENEWAL = "renewal"
    OFFICE = "office"


class Call(Aggregate):
    """One reason, by kind, subject and day due, that somebody was called about; `called_on` is none when it was undone."""

    called_on: date | None
    called_at: datetime
    by: Actor


class OfficePhone(Aggregate):
    """The telephone of an office; the id is its path."""

    phone: str
    changed_at: datetime
    changed_by: Actor
