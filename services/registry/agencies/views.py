"""Agencies' reports as the pages and the JSON API show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from kit.language import current_language
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_date
from law.agencies import agency
from law.kinds import credential_kinds
from programme import names
from services.registry.agencies.lifecycle import LIFECYCLE, State, Verb
from services.registry.agencies.matching import ABOUT, REASONS
from services.registry.agencies.report import Candidate, Match, Report, Said, Whom
from services.registry.producers.producer import Producer
from services.registry.products.product import Product


class ReportView(BaseModel):
    """A report for machines: what the agency said (`data`), whom it concerns or may concern, and what the agency was told."""

    id: str
    version: int
    agency: str
    report_id: str
    event_id: str
    about: str
    state: State
    office: str
    reported_on: date
    received_at: datetime
    document_url: str | None
    data: dict[str, Any]
    candidates: tuple[Candidate, ...]
    because: str | None
    match: Match | None
    refused: Said | None
    unread: bool


def view(report: Report) -> ReportView:
    """The report for machines."""
    return mapped(ReportView, report)


def agency_name(id: str) -> str:
    """What an agency is called."""
    known = agency(id)
    return known.label.say(current_language()) if known else id


def about(report: Report) -> str:
    """What a report is about, in words."""
    known = ABOUT.get(report.about)
    if known is None:
        return _("Không đọc được")
    return known.vi if current_language() == "vi" else known.en


def reason(code: str) -> str:
    """Why somebody may be meant, or why a report waits."""
    vi, en = REASONS.get(code, (code, code))
    return vi if current_language() == "vi" else en


def line(report: Report, now: datetime) -> dict[str, Any]:
    """A report as a row of a list."""
    whom = report.match or (report.candidates[0] if len(report.candidates) == 1 else None)
    return {
        "id": report.id,
        "number": report.report_id or report.event_id,
        "agency": agency_name(report.agency),
        "about": about(report),
        "reported_on": report.reported_on,
        "days": max(0, (now - report.received_at).days),
        "candidates": len(report.candidates),
        "whom": called(whom) if whom else "",
        "perhaps": report.match is None,
        "why": reason(report.because) if report.because else "",
        "state": names.state(LIFECYCLE, report.state),
    }


def called(whom: Whom) -> str:
    """Whom a report concerns, as people call it."""
    return f"{whom.product_name} – {whom.producer_name}" if whom.product_name else whom.producer_name


def whole(report: Report, found: Sequence[Product | Producer], asked: str) -> dict[str, Any]:
    """A report as its page: what was said, who may be meant, what was searched for, how it may end."""
    return {
        "report": report,
        "about": about(report),
        "agency": agency_name(report.agency),
        "state": names.state(LIFECYCLE, report.state),
        "rows": rows(report),
        "why": reason(report.because) if report.because else "",
        "candidates": [
            {
                "key": one.key,
                "called": called(one),
                "code": one.product_code or "",
                "why": "; ".join(reason(code) for code in one.reasons),
            }
            for one in report.candidates
        ],
        "found": [one for one in map(_found, found) if one["key"] not in {known.key for known in report.candidates}],
        "asked": asked,
        "matched": called(report.match) if report.match else "",
        "match": report.match,
        "matched_by": matched_by(report.match) if report.match else "",
        "products": [called(one) for one in report.products],
        "may_match": Verb.MATCH in report.may,
        "may_withdraw": Verb.WITHDRAW in report.may,
        "refused": (report.refused.vi if current_language() == "vi" else report.refused.en) if report.refused else "",
        "steps": [
            (step.at, names.verb(LIFECYCLE, step.verb), step.by.name, step.note or "–")
            for step in reversed(report.steps)
        ],
    }


def rows(report: Report) -> list[tuple[str, str]]:
    """What the agency said, field by field, in its own words."""
    labels = _labels()
    data = report.data
    said = [(label, _shown(name, data[name])) for name, label in labels.items() if name in data]
    return [(label, value) for label, value in said if value]


def matched_by(match: Match) -> str:
    """How it was found out whom a report concerns."""
    by = {
        "product-code": _("mã sản phẩm"),
        "tax-code": _("mã số thuế"),
        "credential-number": _("số chứng nhận"),
        "person": _("cán bộ xác định"),
        "remembered": _("theo lần xác định trước của cơ quan này"),
    }
    return by.get(match.matched_by, match.matched_by)


def of_a_page(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Reports as the page of a product or producer shows them."""
    return [
        {
            "id": one.id,
            "agency": agency_name(one.agency),
            "about": about(one),
            "on": one.reported_on,
            "number": one.report_id,
            "says": says(one),
            "url": one.document_url if _is_web(one.document_url) else None,
        }
        for one in reports
    ]


def says(report: Report) -> str:
    """A report in a few words."""
    data = report.data
    if "passed" in data:
        result = _("đạt") if data["passed"] else _("không đạt")
        return f"{result}: {data['finding']}" if data.get("finding") else result
    return str(
        data.get("what") or data.get("name") or " ".join(filter(None, [_kind(data.get("kind")), data.get("number")]))
    )


def _found(one: Product | Producer) -> dict[str, str]:
    if isinstance(one, Product):
        code = one.certified.product_code if one.certified else ""
        return {"key": f"product:{one.id}", "called": f"{one.name} – {one.producer_name}", "code": code}
    return {"key": f"producer:{one.id}", "called": one.name, "code": _("cả chủ thể")}


def _labels() -> dict[str, str]:
    return {
        "product_code": _("Mã sản phẩm"),
        "tax_code": _("Mã số thuế"),
        "reported_on": _("Ngày báo cáo"),
        "document_url": _("Văn bản"),
        "inspected_on": _("Ngày kiểm tra"),
        "sampled_on": _("Ngày lấy mẫu"),
        "found_on": _("Ngày phát hiện"),
        "held_on": _("Ngày tổ chức"),
        "granted_on": _("Ngày cấp"),
        "issued_on": _("Ngày cấp"),
        "withdrawn_on": _("Ngày thu hồi"),
        "expires_on": _("Ngày hết hạn"),
        "passed": _("Kết quả"),
        "finding": _("Nhận xét"),
        "what": _("Nội dung"),
        "parameters": _("Chỉ tiêu"),
        "kind": _("Loại"),
        "number": _("Số"),
        "holder": _("Người được cấp"),
        "reason": _("Lý do"),
        "name": _("Tên hoạt động"),
        "place_code": _("Mã địa bàn"),
        "product_codes": _("Các mã sản phẩm"),
    }


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("đạt") if value else _("không đạt")
    if isinstance(value, dict):
        return "; ".join(f"{key}: {said}" for key, said in value.items())
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if name.endswith("_on"):
        return show_date(date.fromisoformat(value))
    return _kind(value) if name == "kind" else str(value)


def _kind(code: str | None) -> str:
    known = credential_kinds().get(code or "")
    return known.say(current_language()) if known else code or ""


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))
