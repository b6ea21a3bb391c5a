"""What offices of the sample province look at after a star: the mark, inspections, breaches, reports from outside, a revocation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from estate.demo.agencies import Agency
from estate.demo.clients import Clients, until
from estate.demo.judging import PROVINCE
from estate.demo.pictures import picture
from estate.province.days import Days
from estate.province.dossiers import COMMUNE_OFFICER, PRODUCER
from estate.province.entries import form, found, once, step

FAIR, PACK = "Siêu thị Phố Hiến", "Bộ nhận diện nhãn hiệu OCOP"
LABEL = "Nhãn hũ 500 g không ghi hạn sử dụng, địa chỉ cơ sở khác giấy chứng nhận."
SHOWN_TOO_HIGH = "Biển hiệu và hộp in bốn sao; sản phẩm được công nhận ba sao. Đã nhắc hai lần, chưa sửa."
BOUGHT = "Mua tại chợ Tân Hưng sáng chủ nhật: hũ mật ong dán tem năm sao, trên mạng chỉ thấy bốn sao."
PASSED, UNKNOWN = "ATTP-HY-0312", "ATTP-HY-0313"


def certificate_of(clients: Clients, product: Mapping[str, Any]) -> dict[str, Any]:
    """The certificate of a product, once it is there."""
    at = f"/registry/api/public/products/{product['id']}"
    known = until(lambda: clients.nobody().get(at)["certificate"], within=60)
    return dict(clients.nobody().get(f"/registry/api/certificates/{known['certificate_id']}"))


def mark_suspended(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """A sign with too many stars: the use of the mark is suspended, so that it has to be taken down; a revocation is under way."""
    certificate, own = certificate_of(clients, product), clients.as_(PRODUCER)
    sign = {
        "product_id": product["id"],
        "medium": "premises",
        "what": "Biển hiệu cửa hàng ở chợ Tân Hưng, hai mặt",
        "since": certificate["valid_from"],
        "star_shown": certificate["star"] + 1,
        "code_shown": certificate["product_code"],
        "own_brand": True,
    }
    once(own, "mark-uses", sign, "product_id", "medium")
    officer, commune = clients.as_(PROVINCE.officer), clients.as_(COMMUNE_OFFICER)
    if certificate["mark_right"] == "allowed":
        said = {"grounds": ["mark-above-star"], "why": SHOWN_TOO_HIGH, **_paper("198/QĐ-VPĐP", days.lately)}
        step(officer, f"certificates/{certificate['id']}/mark-suspension", said)
    because = {"certificate_id": certificate["id"], "grounds": ["ocop-mark-misuse"], "because": SHOWN_TOO_HIGH}
    made, _ = once(commune, "revocations", because, "certificate_id")
    if made["state"] == "proposed":
        step(officer, f"revocations/{made['id']}/explanation-request", _paper("212/SNNMT-PTNT", days.lately))


def breach(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """A label that lacks something: a correction was ordered by a day that is past when people look."""
    officer = clients.as_(COMMUNE_OFFICER)
    said = {"product_id": product["id"], "kind": "labelling", "severity": "major", "what": LABEL}
    made, _ = once(officer, "breaches", said, "product_id")
    if made["state"] == "open":
        by = (days.today - timedelta(days=2)).isoformat()
        order = {"measure": "correction", "why": "In lại nhãn đủ nội dung bắt buộc, gửi ảnh.", "until": by}
        step(officer, f"breaches/{made['id']}/measures", order)


def uses(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """A gift bag with a star too many, and a label in order: both wait for an officer's answer."""
    certificate, own = certificate_of(clients, product), clients.as_(PRODUCER)
    shown = {"product_id": product["id"], "since": days.today.isoformat(), "code_shown": certificate["product_code"]}
    bag = {"medium": "gift-bag", "what": "Túi quà giấy kraft, in một mặt", "printed": 2000}
    label = {"medium": "packaging", "what": "Nhãn hũ thủy tinh 500 g", "printed": 5000, "own_brand": True}
    for use, star in ((bag, certificate["star"] + 1), (label, certificate["star"])):
        said = shown | use | {"star_shown": star}
        made, new = once(own, "mark-uses", said, "product_id", "medium")
        if new:
            file = {"file": ("nhan-hieu.png", picture(), "image/png")}
            own.send("POST", f"/registry/api/mark-uses/{made['id']}/pictures", files=file)


def asked_by_others(clients: Clients) -> None:
    """A shop asks to use the mark; the province offers the files of it."""
    officer = clients.as_(PROVINCE.officer)
    asked = {
        "office": PROVINCE.office,
        "organisation": FAIR,
        "person": "Phạm Thị Bán",
        "email": "ban@pho-hien.example",
        "purpose": "Gian hàng OCOP tại Tuần hàng Tết, ba tuần, khoảng hai mươi sản phẩm của tỉnh.",
        "media": ["advertising"],
    }
    if found(officer, "mark-requests", organisation=FAIR) is None:
        clients.nobody().send("POST", "/registry/api/public/mark-requests", asked)
    body = {"office": PROVINCE.office, "name": PACK}
    pack, new = once(officer, "artwork", body, "name")
    if new:
        file = {"file": ("nhan-hieu-ocop.png", picture(), "image/png")}
        officer.send("POST", f"/registry/api/artwork/{pack['id']}/files", files=file)
        step(officer, f"artwork/{pack['id']}/offer")


def inspection_plan(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """The province's plan of the year, approved: a visit today, another soon, the rest to be set."""
    officer = clients.as_(PROVINCE.officer)
    plan, _ = once(officer, "inspection-plans", {"year": days.today.year}, "year")
    if plan["state"] == "draft":
        known = officer.get("/registry/api/producers?limit=60")["items"]
        others = [one["id"] for one in known if one["id"] != product["producer_id"]]
        planned = {one["producer_id"] for one in plan["lines"]}
        for producer in (product["producer_id"], *others[:3]):
            if producer not in planned:
                line = {"producer_id": producer, "scopes": ["mark", "criteria"], "why": "Chưa kiểm tra lần nào"}
                plan = step(officer, f"inspection-plans/{plan['id']}/lines", line)
        said = {"number": "15/QĐ-VPĐP", "signed_on": days.today.isoformat(), "signed_by": "Chánh Văn phòng Lê Văn Bảo"}
        plan = step(officer, f"inspection-plans/{plan['id']}/approval", said)
    for line, on in zip(plan["lines"], (days.today, days.today + timedelta(days=12)), strict=False):
        visit = {
            "producer_id": line["producer_id"],
            "scopes": line["scopes"],
            "planned_on": on.isoformat(),
            "plan_id": plan["id"],
            "line_id": line["id"],
        }
        once(officer, "inspections", visit, "plan_id", "line_id")


def reported(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """A citizen reports a product; another agency reports two inspections: one of it, one of a code that nobody knows."""
    if found(clients.as_(COMMUNE_OFFICER), "citizen-reports", product_id=product["id"]) is None:
        form(clients, f"/products/{product['id']}/citizen-report", {"about": "mark", "words": BOUGHT})
    officer, agency = clients.as_(PROVINCE.officer), Agency(clients, "food-safety")
    code = str(certificate_of(clients, product)["product_code"])
    place, _, year = code.rsplit("-", 2)
    passed = {"product_code": code, "passed": True, "finding": "Đạt yêu cầu an toàn thực phẩm"}
    wrong = {"product_code": f"{place}-99-{year}", "passed": False, "finding": "Kho không có sổ theo dõi nhiệt độ"}
    on = (days.today - timedelta(days=1)).isoformat()
    for report_id, said, comes_to in ((PASSED, passed, "matched"), (UNKNOWN, wrong, "waiting")):
        if found(officer, f"agency-reports?state={comes_to}", report_id=report_id) is None:
            agency.report("inspection.reported", report_id, inspected_on=on, **said)
    for report_id, comes_to in ((PASSED, "matched"), (UNKNOWN, "waiting")):
        until(partial(found, officer, f"agency-reports?state={comes_to}", report_id=report_id), within=40)


def _paper(number: str, on: date) -> dict[str, str]:
    return {"paper_number": number, "paper_signed_on": on.isoformat()}
