"""The morning's calls as the page and the JSON API show them: the telephone, the reason, the sentence to say."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from kit.language import gettext as _
from kit.mapped import mapped
from kit.telephone import shown
from kit.web.formats import show_date
from kit.web.labelled import form
from law.identifiers import telephone_region
from programme import names
from services.registry.calls.call import Kind, OfficePhone
from services.registry.calls.commands import PhoneCommand
from services.registry.calls.rules import Reason
from services.registry.calls.use_cases import Morning


class CallLine(BaseModel):
    """
    One call to make. `phone` is None where none is known; `name`: whom to ask for; `provisional`: the day was counted over a
    holiday that no decision had fixed.
    """

    kind: Kind
    subject: str
    due_on: date
    name: str
    phone: str | None
    producer: str
    product: str
    provisional: bool = False


class CallList(BaseModel):
    """The calls of this morning, the most overdue first."""

    calls: list[CallLine]


def listed(morning: Morning, on: date) -> CallList:
    """For machines."""
    return CallList(calls=[_line(one, morning, on) for one in morning.reasons])


def page(morning: Morning, on: date) -> dict[str, Any]:
    """The page of the morning."""
    rows = [_line(one, morning, on).model_dump() | _words(one, morning, on) for one in morning.reasons]
    called = [
        {"kind": one.kind.value, "subject": one.subject, "on": call.called_on, "name": _name(one, morning, on)}
        for call, one in morning.called
    ]
    return {"calls": rows, "told": called}


def phone_form(office: str, known: OfficePhone | None, on: date) -> dict[str, Any]:
    """The form of an office's telephone, as people write it here."""
    said = PhoneCommand(phone=shown(known.phone, telephone_region())) if known else None
    version = known.version if known else 0
    return {"office": office, "version": version, "name": names.office(office, on), "asked": form(PhoneCommand, said)}


def _line(one: Reason, morning: Morning, on: date) -> CallLine:
    return mapped(CallLine, one, name=_name(one, morning, on), phone=_phone(one, morning))


def _name(one: Reason, morning: Morning, on: date) -> str:
    if not one.producer_id:
        return names.office(one.office, on)
    person = morning.people[one.producer_id].representative.name
    return f"{person} – {one.producer}" if person else one.producer


def _phone(one: Reason, morning: Morning) -> str | None:
    if one.producer_id:
        kept = morning.people[one.producer_id].representative.phone
    else:
        known = morning.phones.get(one.office)
        kept = known.phone if known else None
    return shown(kept, telephone_region()) or None


def _words(one: Reason, morning: Morning, on: date) -> dict[str, Any]:
    day, late = show_date(one.due_on), (on - one.due_on).days
    day = _("{day} (tạm tính)", day=day) if one.provisional else day
    when = _("quá hạn {count} ngày", count=late) if late > 0 else _("hạn {day}", day=day)
    match one.kind:
        case Kind.SUPPLEMENT:
            office = names.office(one.office, on) if one.office else _("Cơ quan tiếp nhận")
            why = _("Chưa nộp bổ sung hồ sơ {product}", product=one.product)
            say = _(
                "{office} đang chờ quý vị bổ sung hồ sơ {product}: {asked}. Hạn là ngày {day}. Quý vị cần hướng dẫn gì không?",
                office=office, product=one.product, day=day, asked="; ".join(one.asked) or "–",
            )  # fmt: skip
        case Kind.RENEWAL:
            why = _("Giấy chứng nhận của {product} sắp hết hạn, chưa có hồ sơ mới", product=one.product)
            say = _(
                "Giấy chứng nhận OCOP của {product} hết hiệu lực sau ngày {day}. Quý vị mở hồ sơ đánh giá lại trên hệ thống trước ngày đó.",
                product=one.product, day=day,
            )  # fmt: skip
        case Kind.OFFICE:
            why = _("Hồ sơ {product} của {producer} chưa xong", product=one.product, producer=one.producer)
            say = _(
                "Hồ sơ {product} ở quý đơn vị từ ngày {since}, hạn giải quyết là ngày {day}. Có vướng gì không, bao giờ xong?",
                product=one.product, since=show_date(one.since) if one.since else "–", day=day,
            )  # fmt: skip
    return {
        "when": when,
        "late": late > 0,
        "why": why,
        "say": say,
        "office": "" if one.producer_id else one.office,
        "dossier_id": one.dossier_id,
    }
