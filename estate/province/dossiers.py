"""One dossier of the sample province, brought as far as its story goes; what is done already is left as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.filling import fill
from estate.demo.judging import FINDINGS, PROVINCE, Case, confirmed
from estate.demo.papers import paper

PRODUCER, COMMUNE, COMMUNE_OFFICER = "producer.huong", "33/11977", "commune.officer"
_PAPERS = (("business-registration", "dang-ky-kinh-doanh.pdf"), ("quality-declaration", "cong-bo-chat-luong.pdf"))


@dataclass
class Story:
    """A product of the seeded producer and its dossier."""

    clients: Clients
    product: str
    set_no: int
    claims: int = 84
    star: int = 4

    def register(self) -> dict[str, Any]:
        """The product: the one of this name, or a new one."""
        own = self.clients.as_(PRODUCER)
        known = own.get("/registry/api/products?limit=200")["items"]
        if found := next((one for one in known if one["name"] == self.product), None):
            return dict(found)
        producer = own.get("/registry/api/producers")["items"][0]["id"]
        body = {"producer_id": producer, "name": self.product, "set_no": self.set_no}
        made: dict[str, Any] = own.send("POST", "/registry/api/products", body)
        return made

    def begin(self, *, papers: int = len(_PAPERS)) -> dict[str, Any]:
        """A draft with so many papers."""
        own, product = self.clients.as_(PRODUCER), self.register()
        known = own.get("/registry/api/dossiers?limit=200")["items"]
        line = next((one for one in known if one["product_id"] == product["id"]), None)
        line = line or own.send("POST", "/registry/api/dossiers", {"product_id": product["id"], "kind": "first"})
        dossier = self._dossier(line["id"])
        if dossier["state"] != "draft":
            return dossier
        there = {one["name"] for one in dossier["evidence"]}
        for kind, name in _PAPERS[:papers]:
            if name not in there:
                file = {"file": (name, paper(f"{self.set_no} {name}"), "application/pdf")}
                path = f"/registry/api/dossiers/{dossier['id']}/evidence"
                dossier = own.send("POST", path, version=dossier["version"], files=file, data={"kind": kind})
        return dossier

    def submit(self) -> str:
        """Filled in and handed in; answers the receipt's number."""
        own, dossier = self.clients.as_(PRODUCER), self.begin()
        path = f"/registry/api/dossiers/{dossier['id']}"
        if dossier["state"] == "draft" and dossier["star"] is None:
            filled = fill(self.sheet(dossier["id"]), total=self.claims, star=self.star)
            dossier = own.send("PUT", f"{path}/self-assessment", filled, version=dossier["version"])
        if dossier["state"] == "draft":
            dossier = own.send("POST", f"{path}/submission", {}, version=dossier["version"])
        return str(dossier["number"])

    def send_back(self, missing: Sequence[str], by: date) -> None:
        """The commune asks for a supplement."""
        case = self.at_the_commune()
        if case.show(COMMUNE_OFFICER)["state"]["code"] == "opened":
            asked = {"missing": list(missing), "supplement_by": by.isoformat()}
            case.send(COMMUNE_OFFICER, "POST", "/return", asked, version="case")

    def forward(self) -> None:
        """The commune screens it and sends it to the province."""
        case = self.at_the_commune()
        if case.show(COMMUNE_OFFICER)["state"]["code"] == "opened":
            body = {"findings": FINDINGS, "proposes": True}
            case.send(COMMUNE_OFFICER, "POST", "/screening", body, version="case")
        if case.show(COMMUNE_OFFICER)["state"]["code"] == "screened":
            case.send(COMMUNE_OFFICER, "POST", "/forwarding", {"note": "Đề nghị đánh giá"}, version="case")
        self.at_the_province()

    def score(self, totals: Sequence[int], *, decision: str) -> Case:
        """The province's council is formed and opens scoring; the chair and the first members seal sheets of so many points at most."""
        case = self.at_the_province()
        if case.show(PROVINCE.officer)["state"]["code"] == "opened":
            body = {"seats": PROVINCE.seats(), "decision_number": decision}
            case.send(PROVINCE.officer, "PUT", "/council", body, version="case")
        if case.show(PROVINCE.officer)["state"]["code"] == "council":
            case.send(PROVINCE.chair, "POST", "/scoring", version="case")
        if case.show(PROVINCE.officer)["state"]["code"] != "scoring" or self.scoring(case)["state"]["code"] != "open":
            return case
        dossier = case.show(PROVINCE.officer)["dossier"]["dossier_id"]
        for scorer, total in zip((PROVINCE.chair, *PROVINCE.members), totals, strict=False):
            self._seal(case, scorer, fill(self.sheet(dossier), total=total, star=self.star))
        return case

    def reveal(self, case: Case) -> None:
        """The sealed sheets are opened; far apart, they are in dispute."""
        if self.scoring(case)["state"]["code"] == "open":
            case.send(PROVINCE.chair, "POST", "/scoring/reveal")

    def rule(self, case: Case, *, decision: str) -> None:
        """The result is fixed, the office's council regulation confirmed, and the ruling issued; awaits the certificate."""
        if self.scoring(case)["state"]["code"] == "revealed":
            case.send(PROVINCE.chair, "POST", "/scoring/conclude")
        if case.show(PROVINCE.officer)["state"]["code"] == "scored":
            confirmed(case, PROVINCE)
            case.send(PROVINCE.chair, "POST", "/ruling", {"decision_number": decision}, version="case")
        product = self.register()["id"]
        until(lambda: self.clients.nobody().get(f"/registry/api/public/products/{product}"), within=60)

    def at_the_commune(self) -> Case:
        """Its case before the commune, once it is there."""
        return Case.of(self.clients, COMMUNE_OFFICER, COMMUNE, self.submit())

    def at_the_province(self) -> Case:
        """Its case before the province, once it is there."""
        return Case.of(self.clients, PROVINCE.officer, PROVINCE.office, self.submit())

    def scoring(self, case: Case) -> dict[str, Any]:
        """How the scoring of a case stands."""
        path = f"/evaluation/api/cases/{case.id}/scoring"
        return dict(self.clients.as_(PROVINCE.chair).get(path, office=PROVINCE.office))

    def sheet(self, dossier: str) -> Mapping[str, Any]:
        """The real sheet of the product's set."""
        shown: Mapping[str, Any] = self.clients.as_(PRODUCER).get(f"/registry/api/dossiers/{dossier}/self-assessment")
        return dict(shown["sheet"])

    def _dossier(self, id: str) -> dict[str, Any]:
        return dict(self.clients.as_(PRODUCER).get(f"/registry/api/dossiers/{id}"))

    def _seal(self, case: Case, scorer: str, sheet: Mapping[str, object]) -> None:
        if self.clients.as_(scorer).get(f"/evaluation/api/cases/{case.id}/scoring", office=case.office)["i_sealed"]:
            return
        try:
            version = case.clients.as_(scorer).get(f"/evaluation/api/cases/{case.id}/sheets/mine")["version"]
        except NotAsExpectedError:  # nothing was written in it yet
            version = 0
        draft = case.send(scorer, "PUT", "/sheets/mine", sheet, version=version)
        case.send(scorer, "POST", "/sheets/mine", version=draft["version"])
