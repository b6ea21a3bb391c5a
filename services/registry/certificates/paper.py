"""The certificate as it is printed: set by typst, with the QR code that leads to its product's public page."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import lru_cache
from importlib.resources import files

import segno
import typst

from kit.papers.fonts import fonts
from kit.papers.signatures import decides_as
from kit.refusal import Refusal
from law import papers
from services.registry.certificates.certificate import Certificate, Mark
from services.registry.certificates.lifecycle import State
from services.registry.certificates.views import state_on


def pdf(certificate: Certificate, *, address: str, on: date) -> bytes:
    """
    The printed certificate, in Vietnamese as the authority issues it. `address`: where its QR code leads. One that is
    no longer alive says so across the sheet.

    Takes some tens of milliseconds of computing: run it in a thread.
    """
    filled = inputs(certificate, address=address, on=on)
    return typst.compile(template(), format="pdf", sys_inputs=filled, font_paths=fonts())


@lru_cache(maxsize=512)
def qr_svg(address: str, *, scale: int = 6) -> bytes:
    """The QR code of an address, of medium error correction, as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=scale, border=2, dark="#1a1a1a", light="#ffffff")
    return drawn.getvalue()


def template() -> bytes:
    """The form of the paper."""
    return (files("services.registry.certificates") / "templates" / "paper.typ").read_bytes()


def authority(certificate: Certificate) -> str:
    """
    Who recognised, by the name of the office on the day (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN`); as the act writes it
    where the office was not noted or no rule says who decided.
    """
    if not certificate.office:
        return certificate.authority
    try:
        office = papers.office(certificate.office, certificate.decided_on)
        return decides_as(
            papers.signatures(), office.signs_as, certificate.decided_on, (office.of or office.name).upper()
        )
    except Refusal:
        return certificate.authority


ACROSS = {
    State.EXPIRED: "HẾT HIỆU LỰC",
    State.SUPERSEDED: "ĐÃ ĐƯỢC THAY THẾ",
    State.REVOKED: "ĐÃ THU HỒI",
    State.GIVEN_UP: "ĐÃ TRẢ LẠI",
}
"""What is written across the sheet of a certificate that holds no longer."""


def across(certificate: Certificate, state: State) -> str:
    """What stands across the sheet; nothing on one that holds and whose mark may be used."""
    if state is State.VALID and certificate.suspension and certificate.suspension.whole:
        return "TẠM ĐÌNH CHỈ"
    if state is State.VALID and certificate.mark is Mark.SUSPENDED:
        return "TẠM DỪNG SỬ DỤNG NHÃN HIỆU"
    return ACROSS.get(state, "")


def why(certificate: Certificate, state: State) -> str:
    """Reason and day below it, in Vietnamese as the sheet is."""
    if state is State.REVOKED and (what := certificate.revoked):
        grounds = "; ".join(one.words for one in what.grounds)
        return f"từ ngày {what.revoked_on:%d/%m/%Y}, Quyết định {what.decision.number}: {grounds}"
    if state is State.GIVEN_UP and certificate.given_up:
        return f"từ ngày {certificate.given_up.given_up_on:%d/%m/%Y}"
    if state is State.EXPIRED:
        return f"sau ngày {certificate.valid_until:%d/%m/%Y}"
    if state is State.VALID and certificate.suspension:
        return f"từ ngày {certificate.suspension.suspended_on:%d/%m/%Y}"
    return ""


def inputs(certificate: Certificate, *, address: str, on: date) -> dict[str, str]:
    """What the form is filled with. Texts travel as JSON: nothing in a name is read as markup."""
    state = state_on(certificate, on)
    place = ", ".join(filter(None, [certificate.place.name, certificate.place.province_name]))
    who = authority(certificate)
    filled = {
        "authority": who,
        "signed_as": list(certificate.signed_as or (who.upper(),)),
        "signed_by": certificate.signed_by,
        "product": certificate.product_name,
        "producer": certificate.producer_name,
        "place": place,
        "star": certificate.star,
        "code": certificate.product_code,
        "decision": certificate.decision_number,
        "decided_on": f"{certificate.decided_on:%d/%m/%Y}",
        "day": f"ngày {certificate.decided_on:%d} tháng {certificate.decided_on:%m} năm {certificate.decided_on:%Y}",
        "province": (certificate.place.province_name or "").partition(" ")[2],
        "valid_from": f"{certificate.valid_from:%d/%m/%Y}",
        "valid_until": f"{certificate.valid_until:%d/%m/%Y}",
        "dead": across(certificate, state),
        "why": why(certificate, state) or "",
        "address": address,
    }
    return {"told": json.dumps(filled, ensure_ascii=False), "qr": qr_svg(address).decode()}
