"""What is shown of recipients: JSON views and the view models of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from kit.refusal import Language
from programme import names
from services.notifications.recipients.recipient import Contact, Office, Producer
from services.notifications.recipients.rules import MOST_CONTACTS

SPARE_ROWS = 2
"""Empty rows of the form of contacts, for those to come."""


class OfficeView(BaseModel):
    """An office and who reads for it. Version 0: nobody was ever named."""

    office: str
    version: int
    vi: str
    en: str
    contacts: tuple[Contact, ...]
    changed_at: datetime | None
    changed_by: str | None


class WishesView(BaseModel):
    """How a producer is reached, and whether it wants more than the legal notices."""

    producer_id: str
    version: int
    name: str | None
    email: str | None
    language: Language
    opted_out: bool


def office_view(office: Office, on: date) -> OfficeView:
    """An office with its name in both languages."""
    vi, en = names.both(names.office, office.id, on)
    return OfficeView(
        office=office.id,
        version=office.version,
        vi=vi,
        en=en,
        contacts=office.contacts,
        changed_at=office.changed_at,
        changed_by=office.changed_by.name if office.changed_by else None,
    )


def wishes_view(producer: Producer) -> WishesView:
    """A producer's own view of how it is reached."""
    return WishesView(
        producer_id=producer.id,
        version=producer.version,
        name=producer.name,
        email=producer.email,
        language=producer.language,
        opted_out=producer.opted_out,
    )


def office_name(path: str, on: date) -> str:
    """An office in the page's language."""
    return names.office(path, on)


def line(office: Office, on: date) -> tuple[str, str, list[str]]:
    """An office as a row of a list: path, name, who reads for it."""
    return office.id, office_name(office.id, on), [f"{one.name} <{one.email}>" for one in office.contacts]


def contacts_form(office: Office, on: date, *, written: Iterable[str]) -> dict[str, Any]:
    """The form of an office's contacts; `written`: the fields of a refused one, all rows of which are shown again."""
    sent = sum(1 for name in written if name.startswith("contacts-") and name.endswith("-name"))
    rows = min(MOST_CONTACTS, max(len(office.contacts) + SPARE_ROWS, sent))
    return {
        "office": office,
        "name": office_name(office.id, on),
        "rows": [*office.contacts, *([None] * (rows - len(office.contacts)))],
    }
