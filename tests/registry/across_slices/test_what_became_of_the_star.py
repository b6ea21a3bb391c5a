"""
After the star, through the registry's endpoints and other agencies' topics only: a paper renewed by its issuer's event, a
gift bag put right, a certificate revoked for what an agency found, another that lapsed. The whole estate plays the same in
tests/journeys/test_after_the_star.py.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from kit.identity import Principal
from tests.pdfs import a_pdf
from tests.pictures import a_photograph
from tests.registry.agencies.agency_harness import ANSWERED, answers, publish, record
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    HUONG,
    OFFICER,
    PDF,
    PROVINCE_OFFICER,
    Registry,
    a_product,
    best,
    ruled,
    shelf,
)

CERTIFICATE = "vn.ocop.registry.certificate."
DATA = ("Long nhãn", "HTX", "Căn cứ", "QĐ", "Vi phạm")


async def on(registry: Registry, day: date) -> None:
    """Noon of a day, with everything done that is due by then."""
    registry.clock.set(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
    while await registry.service.ticker.sweep_once():
        pass


async def step(registry: Registry, who: Principal, at: str, path: str = "", method: str = "POST", **said: Any) -> Any:
    """A command on what lies at an address, with its present version."""
    version = (await registry.read(who, at))["version"]
    return await registry.send(who, f"{at}{path}", said, version=version, method=method)


async def awarded(registry: Registry) -> Any:
    """A certificate of four stars that leans on a VietGAP paper, which nobody handed in twice."""
    product = await a_product(registry)
    paper = {"kind": "vietgap", "number": "VG-1", "issued_on": "2025-04-21", "expires_on": "2027-04-20"}
    answer = await registry.at(HUONG).post(
        "/api/credentials",
        data={**paper, "producer_id": product["producer_id"], "product_id": product["id"]},
        files={"file": ("vietgap.pdf", PDF, "application/pdf")},
    )
    await step(registry, OFFICER, f"/api/credentials/{answer.json()['id']}", "/verification")
    dossier = await registry.send(HUONG, "/api/dossiers", {"product_id": product["id"], "kind": "first"})
    assert [one["credential_id"] for one in dossier["evidence"]] == [answer.json()["id"]]
    await registry.upload(HUONG, dossier)
    at = f"/api/dossiers/{dossier['id']}"
    filled = best(shelf().in_force(date(2026, 8, 3)), 7)
    await step(registry, HUONG, at, "/self-assessment", "PUT", **filled)
    await registry.consume(ruled(await step(registry, HUONG, at, "/submission"), on=date(2026, 8, 3)))
    [issued] = await registry.facts(f"{CERTIFICATE}issued.v1")
    return await registry.read(None, f"/api/certificates/{issued['certificate_id']}")


async def renewed_by_its_issuer(registry: Registry, certificate: dict[str, Any]) -> None:
    async def health() -> str:
        [one] = (await registry.read(HUONG, "/api/paper-health"))["items"]
        return str(one["health"])

    assert await health() == "sound"
    await on(registry, date(2027, 1, 20))
    [warned] = await registry.facts("vn.ocop.registry.credential.expiring.v1")
    assert warned["days_left"] == 90
    await on(registry, date(2027, 4, 21))
    assert await health() == "broken"
    granted = {"kind": "vietgap", "number": "VG-2", "issued_on": "2027-04-21", "expires_on": "2029-04-20"}
    code = certificate["product_code"]
    await publish(
        registry, record("credential.granted", "CN-1", product_code=code, reported_on="2027-04-21", **granted)
    )
    assert await health() == "sound"
    [fact] = await registry.facts("vn.ocop.registry.credential.renewed.v1")
    assert (fact["was_number"], fact["number"]) == ("VG-1", "VG-2")


async def put_right(registry: Registry, certificate: dict[str, Any]) -> str:
    """A gift bag with five stars for a product of four, corrected. Its address."""
    bag = {"medium": "gift-bag", "what": "Túi quà", "star_shown": 5, "own_brand": True}
    use = await registry.send(HUONG, "/api/mark-uses", {"product_id": certificate["product_id"], **bag})
    assert "more-stars" in use["findings"]
    at, said = f"/api/mark-uses/{use['id']}", {"answer": "to-correct", "reasons": ["more-stars"]}
    asked = await step(registry, OFFICER, at, "/answer", **said, correct_by="2027-05-20")
    assert (asked["waits"], asked["due_on"]) == ("correction", "2027-05-20")
    await step(registry, HUONG, at, method="PUT", **bag | {"star_shown": 4})
    await registry.at(HUONG).post(f"{at}/pictures", files={"file": ("t.jpg", a_photograph(), "image/jpeg")})
    done = await step(registry, OFFICER, at, "/answer", answer="in-order")
    assert (done["state"], done["findings"], done["waits"]) == ("in-order", [], None)
    return at


async def suspended_for_a_breach(registry: Registry, certificate: dict[str, Any]) -> str:
    """An agency's failed inspection, its correction missed, the use of the mark suspended. The breach's address."""
    await on(registry, date(2027, 6, 8))
    found = {"inspected_on": "2027-06-07", "reported_on": "2027-06-08", "finding": "Vượt giới hạn nấm mốc"}
    await publish(registry, record("inspection.reported", "KT-1", product_code=certificate["product_code"], **found))
    [breach] = (await registry.read(PROVINCE_OFFICER, "/api/breaches"))["items"]
    at = f"/api/breaches/{breach['id']}"
    ordered = await step(
        registry, PROVINCE_OFFICER, at, "/measures", measure="correction", why="Sửa kho", until="2027-06-30"
    )
    assert (ordered["state"], ordered["due_on"]) == ("correcting", "2027-06-30")
    await on(registry, date(2027, 7, 1))
    late = await registry.read(PROVINCE_OFFICER, at)
    assert (late["state"], late["proposed"], late["suspends"]) == ("overdue", "suspension", False)
    await step(registry, PROVINCE_OFFICER, at, "/measures", measure="suspension", why="Không sửa")
    shown = await registry.read(None, f"/api/certificates/{certificate['id']}")
    assert (shown["state"], shown["mark_right"]) == ("valid", "suspended")
    return at


async def revoked(registry: Registry, breach: str) -> None:
    """From the proposal to the decision and the paper; whoever drafts, another person of the office issues."""
    paper = {"paper_number": "245/SNNMT", "paper_signed_on": "2027-07-01"}
    proposed = await step(registry, PROVINCE_OFFICER, breach, "/measures", measure="revocation-proposed", why="Vẫn thế")
    at = f"/api/revocations/{proposed['revocation_id']}"
    await step(registry, PROVINCE_OFFICER, at, "/explanation-request", **paper)
    await step(registry, HUONG, at, "/explanation", text="Chưa thuê được kho khác.")
    await step(registry, PROVINCE_OFFICER, at, "/conclusion", conclusion="revoke", reason="Không căn cứ", **paper)
    await step(registry, PROVINCE_OFFICER, at, "/submission", **paper)
    draft = await registry.send(
        PROVINCE_OFFICER, "/api/certificate-decisions", {"revocations": [proposed["revocation_id"]]}
    )
    issuer = Principal.of("province-leader", "Hoàng Đức Lợi", "province-officer@33")
    signed = await registry.at(issuer).post(
        f"/api/certificate-decisions/{draft['id']}/signed-copy",
        files={"file": ("qd.pdf", a_pdf("401"), "application/pdf")},
        data={"paper_number": "401/QĐ-UBND", "paper_signed_on": "2027-07-01", "signatory": "Nguyễn Văn An"},
        headers={"if-match": f'"{draft["version"]}"'},
    )
    assert signed.status_code == 200, signed.text
    await step(registry, issuer, f"/api/certificate-decisions/{draft['id']}", "/issue")
    assert (await step(registry, OFFICER, at, "/collection"))["state"] == "collected"


async def lapsing(registry: Registry) -> str:
    """A recognition of 2024 from its list, which nobody has evaluated again. The id of its certificate."""
    out = io.StringIO()
    row = {
        "product": "Hạt sen sấy", "producer": "Hộ Đào Thị Sen", "producer_kind": "Hộ kinh doanh", "commune": "Xã Tân Hưng",
        "district": "Thành phố Hưng Yên", "province_then": "33", "star": 3, "decision": "900/QĐ-UBND",
        "decided_on": "2024-05-15", "kind": "first", "stage": "recognised", "as_of": "2024-05-15", "confidence": "sample",
        "source": "Danh sách", "set_no": 7,
    }  # fmt: skip
    table = csv.DictWriter(out, row, lineterminator="\n")
    table.writeheader()
    table.writerow(row)
    await registry.load_list(PROVINCE_OFFICER, out.getvalue().encode(), whole=True)
    [*_, issued] = await registry.facts(f"{CERTIFICATE}issued.v1")
    return str(issued["certificate_id"])


async def test_what_became_of_two_stars(registry: Registry) -> None:
    certificate = await awarded(registry)
    other = await lapsing(registry)
    await renewed_by_its_issuer(registry, certificate)
    bag = await put_right(registry, certificate)
    await on(registry, date(2027, 5, 16))
    breach = await suspended_for_a_breach(registry, certificate)
    assert (await registry.read(HUONG, bag))["take_down"]["because"] == "suspended"
    await revoked(registry, breach)

    closed = await registry.read(PROVINCE_OFFICER, breach)
    assert (closed["state"], closed["result"]) == ("closed", "revoked")
    assert (await registry.read(HUONG, bag))["take_down"]["because"] == "revoked"
    page = await Browser(registry, None).open(f"/products/{certificate['product_code']}", announced=DATA)
    assert "Thu hồi từ ngày 01/07/2027 theo Quyết định 401/QĐ-UBND" in page
    assert "Điều 8.1.c" in page
    # Each agency's report has its one answer, and nothing was set aside.
    told = [(one["report_id"], one["answer"]) for one in await answers(registry, ANSWERED)]
    assert told == [("CN-1", "matched"), ("KT-1", "matched")]
    assert await registry.parked() == []
    # One was revoked, the other lapsed: neither is counted as the other.
    states = [(await registry.read(None, f"/api/certificates/{id}"))["state"] for id in (certificate["id"], other)]
    assert states == ["revoked", "expired"]
    assert [one["certificate_id"] for one in await registry.facts(f"{CERTIFICATE}revoked.v1")] == [certificate["id"]]
    assert [one["certificate_id"] for one in await registry.facts(f"{CERTIFICATE}expired.v1")] == [other]
    assert await registry.facts(f"{CERTIFICATE}revoked-after-end.v1") == []
