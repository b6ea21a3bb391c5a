"""The health of papers as the JSON API, the pages and the CSV show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_date, show_number
from law.kinds import paper_ending_days
from programme import names
from services.registry.certificates.contradiction import Contradiction
from services.registry.health.paper_health import Health, Leaning, PaperHealth

CRITERIA = "criteria"
"""What is broken where a paper that criteria were scored by has ended, by its id in `law.measures`."""
COLOURS = {Health.SOUND: "green", Health.ENDING: "yellow", Health.BROKEN: "red"}


def said(health: Health) -> str:
    """The health in words."""
    match health:
        case Health.SOUND:
            return _("Đủ giấy tờ còn hiệu lực")
        case Health.ENDING:
            return _("Có giấy tờ sắp hết hạn")
        case Health.BROKEN:
            return _("Có giấy tờ đã hết hạn")


def view(health: PaperHealth) -> PaperHealth:
    """The health of a certificate's papers for machines."""
    return mapped(PaperHealth, health)


def paper(one: Leaning, on: date) -> dict[str, Any]:
    """A paper as a row: what it is, until when, which criteria it speaks for."""
    kind = names.credential_kind(one.kind) if one.credential else names.evidence_kind(one.kind)
    return {
        "kind": kind,
        "number": one.number,
        "ends_on": one.ends_on,
        "ended": one.ends_on is not None and one.ends_on < on,
        "criteria": ", ".join(one.criteria),
        "credential_id": one.id if one.credential else None,
    }


def line(health: PaperHealth, on: date) -> dict[str, Any]:
    """A certificate with the health of its papers as a row of a list."""
    first = paper(health.weakest[0], on) if health.weakest else None
    return {
        "id": health.id,
        "code": health.product_code,
        "product_id": health.product_id,
        "product": health.product_name,
        "producer": health.producer_name,
        "place": names.where(health.place),
        "star": health.star,
        "health": said(health.health),
        "colour": COLOURS[health.health],
        "weakest": first,
        "ends_on": health.ends_on,
        "valid_until": health.valid_until,
    }


def panel(health: PaperHealth, on: date) -> dict[str, Any]:
    """The papers of a product's certificate, for its own people and its offices."""
    return {
        "health": said(health.health),
        "colour": COLOURS[health.health],
        "papers": [paper(one, on) for one in health.weakest],
        "more": max(0, health.papers - len(health.weakest)),
    }


def contradictions(health: PaperHealth, on: date) -> list[Contradiction]:
    """The papers that ended, each as what contradicts the certificate that leans on it."""
    ended = [one for one in (paper(one, on) for one in health.weakest) if one["ended"]]
    said = _("{kind} {number} hết hạn sau ngày {day}.")
    return [
        Contradiction(
            kind=CRITERIA,
            words=said.format(kind=one["kind"], number=one["number"] or "", day=show_date(one["ends_on"])),
        )
        for one in ended
    ]


def sentences(ending: int, broken: int) -> list[str]:
    """What a list begins with: how many certificates lean on papers that end soon, or have ended."""
    days = paper_ending_days()
    return [
        _(
            "{count} giấy chứng nhận dựa vào giấy tờ hết hạn trong {days} ngày tới.",
            count=show_number(ending),
            days=days,
        ),
        _("{count} giấy chứng nhận dựa vào giấy tờ đã hết hạn hoặc không còn giá trị.", count=show_number(broken)),
    ]


def table(found: Sequence[PaperHealth], on: date) -> list[list[str | int]]:
    """The list as a spreadsheet has it, its first row the names of the columns."""
    head: list[str | int] = [
        _("Mã sản phẩm"), _("Sản phẩm"), _("Chủ thể"), _("Địa bàn"), _("Sao"), _("Tình trạng giấy tờ"), _("Giấy yếu nhất"),
        _("Số giấy"), _("Hết hạn"), _("Tiêu chí"), _("Giấy chứng nhận hiệu lực đến"),
    ]  # fmt: skip
    rows: list[list[str | int]] = [head]
    for one in found:
        shown = line(one, on)
        weakest = shown["weakest"] or {}
        rows.append([
            shown["code"], shown["product"], shown["producer"], shown["place"], shown["star"], shown["health"],
            weakest.get("kind", ""), weakest.get("number") or "", show_date(one.ends_on) if one.ends_on else "",
            weakest.get("criteria", ""), show_date(one.valid_until),
        ])  # fmt: skip
    return rows
