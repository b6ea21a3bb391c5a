"""Calls made, and the telephones of offices. Of a producer's telephone nothing is kept here: it is read where it is kept."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from kit.aggregate import Aggregate
from kit.command import Fields, Label
from kit.history import Actor
from kit.text import Line


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


class PhoneFields(Fields):
    """The telephone by which an office is called."""

    phone: Annotated[
        str,
        Field(max_length=100),
        Line,
        Label(
            "Điện thoại",
            "Telephone",
            example="0221 386 2345",
            hint=("Ví dụ: 0221 386 2345", "For example: 0221 386 2345"),
            type="tel",
        ),
    ]


class OfficePhone(PhoneFields, Aggregate):
    """The telephone of an office; the id is its path."""

    changed_at: datetime
    changed_by: Actor
