"""What a caller may see of recipients."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from services.notifications import territory
from services.notifications.recipients.recipient import Contact, Language, Office, Producer


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
    words = territory.office_words(office.id, on)
    return OfficeView(
        office=office.id,
        version=office.version,
        vi=words["vi"],
        en=words["en"],
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
