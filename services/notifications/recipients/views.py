"""What is shown of recipients: JSON views and the view models of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.labelled import NO, YES, Asked, form
from programme import names
from services.notifications.recipients.commands import ContactCommand, WishesCommand
from services.notifications.recipients.recipient import Contact, Held, Office, Producer, Reached
from services.notifications.recipients.rules import MOST_CONTACTS

SPARE_ROWS = 2
"""Empty rows of the form of contacts, for those to come."""


class OfficeView(Held):
    """An office and who reads for it. Version 0: nobody was ever named."""

    office: str
    version: int
    vi: str
    en: str
    changed_by: str | None


class WishesView(Reached):
    """How a producer is reached, and whether it wants more than the legal notices."""

    producer_id: str
    version: int


def office_view(office: Office, on: date) -> OfficeView:
    """An office with its name in both languages."""
    vi, en = names.both(names.office, office.id, on)
    changed_by = office.changed_by.name if office.changed_by else None
    return mapped(OfficeView, office, office=office.id, vi=vi, en=en, changed_by=changed_by)


def wishes_view(producer: Producer) -> WishesView:
    """A producer's own view of how it is reached."""
    return mapped(WishesView, producer, producer_id=producer.id)


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
    known = [*office.contacts, *([None] * (rows - len(office.contacts)))]
    return {
        "office": office,
        "name": office_name(office.id, on),
        "rows": [_contact_row(row, one) for row, one in enumerate(known)],
    }


def wishes_form(producer: Producer) -> dict[str, Any]:
    """What a producer is asked to choose, with what was chosen last."""
    wanted = [
        (NO, _("Mọi thông báo"), _("Cả tin về tiến độ hồ sơ.")),
        (YES, _("Chỉ thông báo theo quy định"), _("Biên nhận, yêu cầu bổ sung, kết luận, giấy chứng nhận.")),
    ]
    return {"producer": producer, "asked": form(WishesCommand, producer, {"opted_out": wanted})}


def _contact_row(row: int, known: Contact | None) -> list[Asked]:
    at = f"contacts-{row}-"
    return form(ContactCommand, known, {f"{at}language": [("vi", "Tiếng Việt"), ("en", "English")]}, at)
