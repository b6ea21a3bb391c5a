"""What producers and communes of the sample province keep beside dossiers: papers, contracts, rights, cards, advice, year plans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from estate.demo.clients import Clients, Someone
from estate.demo.judging import PROVINCE
from estate.demo.papers import paper
from estate.demo.pictures import picture
from estate.province.days import Days
from estate.province.dossiers import COMMUNE, COMMUNE_OFFICER, PRODUCER
from estate.province.entries import found, once, step
from law.calendar import add_months

SAFETY, GROWN, TRACED = "0147/2023/ATTP-HY", "VietGAP-33-0912", "8938505970017"
"""The numbers of the papers: one that has ended, one that ends within a month, one that waits to be compared."""


def papers(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """A paper of the producer that ended yesterday, one of a product that ends soon, both compared; one that waits for it."""
    own, officer, today = clients.as_(PRODUCER), clients.as_(COMMUNE_OFFICER), days.today
    ends = today - timedelta(days=1)
    ended = {"kind": "food-safety", "number": SAFETY, "issued_on": add_months(ends, -36), "expires_on": ends}
    ends = today + timedelta(days=20)
    soon = {"kind": "vietgap", "number": GROWN, "issued_on": add_months(ends, -24), "expires_on": ends}
    waits = {"kind": "traceability", "number": TRACED, "issued_on": add_months(today, -3)}
    whose = {"producer_id": product["producer_id"]}
    of_it = whose | {"product_id": product["id"]}
    for said, of in ((ended, whose), (soon, of_it), (waits, of_it)):
        data = {name: str(value) for name, value in said.items()} | of
        file = {"file": (f"{said['kind']}.pdf", paper(str(said["number"])), "application/pdf")}
        made, new = once(own, "credentials", data, "kind", "number", files=file)
        if new and said is not waits:
            step(officer, f"credentials/{made['id']}/verification")


def agreements(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """A contract that ends within two months, and a trademark applied for."""
    own, whose = clients.as_(PRODUCER), {"producer_id": product["producer_id"], "product_id": product["id"]}
    until = days.today + timedelta(days=45)
    contract = {
        "kind": "supply",
        "partner_kind": "farm-households",
        "partner_name": "Tổ hợp tác nuôi ong Tân Hưng",
        "goods": "Mật ong hoa nhãn",
        "volume": "12",
        "volume_unit": "tấn",
        "households": "14",
        "share_of_material": "60",
        "from_on": add_months(until, -24).isoformat(),
        "until": until.isoformat(),
    }
    file = {"file": ("hop-dong-lien-ket.pdf", paper("hop dong lien ket"), "application/pdf")}
    once(own, "linkages", contract | whose, "partner_name", files=file)
    filed = add_months(days.today, -4)
    right = {
        "kind": "trademark",
        "name": "Mật ong hoa nhãn Tân Hưng",
        "filed_on": filed.isoformat(),
        "helped_by": COMMUNE,
    }
    made, new = once(own, "rights", right | whose, "name")
    if new:
        accepted = {"accepted_on": add_months(filed, 1).isoformat(), "application_number": "4-2026-31207"}
        step(own, f"rights/{made['id']}/acceptance", accepted)


def card(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """The card of last year of a product that was recognised by then."""
    own = clients.as_(PRODUCER)
    year = days.today.year - 1
    known = found(own, f"yearly-cards?year={year}", product_id=product["id"])
    if known and known["state"] != "asked":
        return
    figures = {
        "output": "18.5",
        "output_unit": "tấn",
        "revenue": 4_250_000_000,
        "export_value": 310_000_000,
        "export_markets": "Hàn Quốc",
        "labour": 22,
        "labour_local": 20,
        "labour_women": 13,
    }
    at = f"/registry/api/products/{product['id']}/cards/{year}"
    own.send("PUT", at, figures, version=known["version"] if known else 0)


def advice(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """An advice whose next thing is due in some days."""
    officer = clients.as_(COMMUNE_OFFICER)
    said = {
        "producer_id": product["producer_id"],
        "product_id": product["id"],
        "topic": "packaging",
        "about": "Thiết kế túi quà Tết",
        "summary": "Góp ý mẫu túi: số sao đúng hạng được công nhận, nhãn hiệu riêng đặt bên cạnh, mã sản phẩm dưới đáy.",
        "given_on": days.today.isoformat(),
        "next": "Gửi mẫu in thử",
        "next_by": (days.today + timedelta(days=10)).isoformat(),
    }
    once(officer, "advice", said, "about")


def plan_of_this_year(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """The commune's plan of the year, approved: how far its lines have come follows from what happens to them."""
    officer, year = clients.as_(COMMUNE_OFFICER), days.first.year
    lines = (
        {"product_id": product["id"], "target_star": 4, "quarter": 3, "priority": ["local-strength", "community"]},
        {"name": "Long nhãn hạt sen Tân Hưng", "producer_id": product["producer_id"], "set_no": 7, "quarter": 4},
        {
            "name": "Rượu nhãn Tân Hưng",
            "producer_name": "Hộ kinh doanh Đào Văn Lộc",
            "set_no": 14,
            "target_star": 3,
            "quarter": 4,
            "priority": ["craft-village"],
            "support": ["dossier", "food-safety"],
        },
    )
    plan = _plan(officer, year, lines)
    if plan["state"] == "submitted":
        said = {"paper_number": "41/KH-UBND", "paper_signed_on": days.first.isoformat()}
        step(clients.as_(PROVINCE.officer), f"plans/{plan['id']}/approval", said)


def plan_of_next_year(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """Its plan for the coming year, which waits for the office above."""
    lines = (
        {"name": "Nhãn lồng sấy lạnh Tân Hưng", "producer_id": product["producer_id"], "set_no": 7, "target_star": 4},
        {
            "name": "Trải nghiệm vườn nhãn Tân Hưng",
            "producer_id": product["producer_id"],
            "target_star": 3,
            "priority": ["rural-tourism", "local-strength"],
            "support": ["promotion"],
        },
    )
    _plan(clients.as_(COMMUNE_OFFICER), days.today.year + 1, lines)


def design(clients: Clients, days: Days, product: Mapping[str, Any]) -> None:
    """A gift bag offered to the province's gallery, with its designer's consent."""
    own = clients.as_(PRODUCER)
    said = {
        "producer_id": product["producer_id"],
        "name": "Túi quà vải đay",
        "kind": "gift-bag",
        "description": "Vải đay tự nhiên, 30 × 40 cm, in lụa một màu; khung trống để tên chủ thể khác.",
        "designer": "Trần Văn Hoạ",
        "consented_on": days.lately.isoformat(),
    }
    made, _ = once(own, "designs", said, "name")
    if made["state"] != "draft":
        return
    at = f"/registry/api/designs/{made['id']}"
    if not made["pictures"]:
        own.send("POST", f"{at}/pictures", files={"file": ("tui-day.png", picture(), "image/png")})
        own.send("POST", f"{at}/consent", files={"file": ("dong-y.pdf", paper("dong y"), "application/pdf")})
    step(own, f"designs/{made['id']}/offer")


def _plan(officer: Someone, year: int, lines: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    plan, _ = once(officer, "plans", {"office": COMMUNE, "year": year}, "office", "year")
    if plan["state"] != "draft":
        return plan
    for line in lines[len(plan["lines"]) :]:
        plan = step(officer, f"plans/{plan['id']}/lines", line)
    return step(officer, f"plans/{plan['id']}/submission")
