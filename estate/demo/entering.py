"""A producer's part of a journey: from a product to a submitted dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError
from estate.demo.filling import fill
from estate.demo.holding import Held, hold
from estate.demo.papers import paper
from estate.demo.steps import Journey


@dataclass(frozen=True)
class Entry:
    """Who enters what."""

    who: str
    producer: Mapping[str, Any]
    """The particulars as the registry's endpoint takes them."""
    product: str
    set_no: int
    claims: int
    """Points of the self-assessment."""
    star: int
    holds: Held | None = None
    """A paper of the product that is on file before its dossier is opened."""


@dataclass
class Entered:
    """What the journey needs to know of it afterwards."""

    dossier: dict[str, Any]
    sheet: dict[str, Any]
    """The real sheet of the product set, as the registry shows it."""

    @property
    def number(self) -> str:
        """The receipt."""
        return str(self.dossier["number"])


def enter(journey: Journey, clients: Clients, entry: Entry) -> Entered:
    """A product is registered, its dossier filled, proven and submitted."""
    own = clients.as_(entry.who)
    with journey.step("Chủ thể đăng ký sản phẩm", "The producer registers a product") as step:
        producer = _producer(clients, entry)
        body = {"producer_id": producer["id"], "name": _name(clients, entry), "set_no": entry.set_no}
        product = own.send("POST", "/registry/api/products", body)
        step.saw(f"{producer['name']} ({producer['place']['name']}): {product['name']}")
    credential = hold(journey, clients, entry.holds, who=entry.who, product=product) if entry.holds else {}
    with journey.step("Mở hồ sơ và nộp minh chứng", "A dossier is opened, evidence uploaded") as step:
        dossier = own.send("POST", "/registry/api/dossiers", {"product_id": product["id"], "kind": "first"})
        for kind, name in (
            ("business-registration", "dang-ky-kinh-doanh.pdf"),
            ("quality-declaration", "cong-bo-chat-luong.pdf"),
        ):
            dossier = own.send(
                "POST",
                f"/registry/api/dossiers/{dossier['id']}/evidence",
                version=dossier["version"],
                files={"file": (name, paper(name), "application/pdf")},
                data={"kind": kind},
            )
        if credential and all(one["credential_id"] != credential["id"] for one in dossier["evidence"]):
            raise NotAsExpectedError(f"{credential['number']}: phải nộp lại · would have to be handed in again")
        step.saw(", ".join(f"{one['name']} (SHA-256 {one['sha256'][:8]}…)" for one in dossier["evidence"]))
    with journey.step("Tự chấm trên phiếu thật của bộ sản phẩm", "Self-assessment on the set's real sheet") as step:
        path = f"/registry/api/dossiers/{dossier['id']}/self-assessment"
        sheet = own.get(path)
        filled = fill(sheet["sheet"], total=entry.claims, star=entry.star)
        dossier = own.send("PUT", path, filled, version=dossier["version"])
        if dossier["star"] is None:
            raise NotAsExpectedError("phiếu chưa đủ · the sheet is not complete")
        step.saw(f"{sheet['rulebook_id']}: {dossier['total']} điểm · points, {dossier['star']}★")
    with journey.step("Nộp hồ sơ", "The dossier is submitted") as step:
        path = f"/registry/api/dossiers/{dossier['id']}/submission"
        dossier = own.send("POST", path, {}, version=dossier["version"])
        step.saw(f"{dossier['number']}, {dossier['submitted_on']}")
    return Entered(dossier, sheet["sheet"])


def _producer(clients: Clients, entry: Entry) -> dict[str, Any]:
    """The producer's record: the one there is, or a new one."""
    known = clients.as_(entry.who).get("/registry/api/producers")["items"]
    made: dict[str, Any] = (
        known[0] if known else clients.as_(entry.who).send("POST", "/registry/api/producers", entry.producer)
    )
    return made


def _name(clients: Clients, entry: Entry) -> str:
    """The product's name; with a number when the demonstration was played before on this estate."""
    items = clients.as_(entry.who).get("/registry/api/products?limit=200")["items"]
    before = sum(item["name"].startswith(entry.product) for item in items)
    return f"{entry.product} ({before + 1})" if before else entry.product
