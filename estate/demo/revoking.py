"""A revocation as offices carry it: explained, concluded, submitted, decided by a signed paper, the paper collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.listening import consumed
from estate.demo.moving import move_clock
from estate.demo.notifying import letter_to
from estate.demo.papers import paper
from estate.demo.steps import Journey

ANSWER_BY, CONCLUDED, DECIDED = "2027-08-03", "2027-07-27", "2027-08-05"
REVOKED = "vn.ocop.registry.certificate.revoked.v1"
LINE = 1
"""The product's line in the decision that recognised it."""


@dataclass
class Revocation:
    """
    The procedure `id` over one certificate. `officer` carries it and drafts the decision, `issuer` files the signed copy and
    issues: two people of the province; `commune` collects the paper.
    """

    clients: Clients
    id: str
    certificate: Mapping[str, Any]
    producer: str
    officer: str
    issuer: str
    commune: str
    decision: str = ""

    def explain(self, journey: Journey) -> None:
        """The producer is asked in writing, and answers within the time."""
        with journey.step("Văn bản yêu cầu giải trình", "An explanation is asked for in writing") as step:
            asked = self._step(
                self.officer, "explanation-request", _paper("245/SNNMT", "2027-07-20"), answer_by=ANSWER_BY
            )
            self._is(asked, "explanation-asked")
            step.saw(f"{asked['asked']['paper']['number']} → {asked['asked']['answer_by']}")
            step.saw(letter_to(self.clients, self.producer, "Yêu cầu giải trình", self.certificate["product_name"]))
        move_clock(journey, self.clients, f"{CONCLUDED}T09:00:00+07:00")
        with journey.step("Chủ thể giải trình", "The producer explains") as step:
            said = self._step(self.producer, "explanation", text="Kho thuê đã trả lại, chưa tìm được kho đạt yêu cầu.")
            self._is(said, "explained")
            step.saw(f"“{said['explained']['text']}”")

    def conclude(self, journey: Journey) -> None:
        """Concluded to revoke, from which the law's days run, and submitted to who decides."""
        with journey.step("Kết luận thu hồi, thời hạn bắt đầu chạy", "Concluded: the law's days begin") as step:
            reason = "Không khắc phục trong thời hạn, giải trình không có căn cứ"
            done = self._step(
                self.officer, "conclusion", _paper("259/KL-SNNMT", CONCLUDED), conclusion="revoke", reason=reason
            )
            self._is(done, "concluded")
            step.saw(f"quyết định chậm nhất ngày · decided by {done['concluded']['decide_by']}")
        with journey.step("Trình cơ quan có thẩm quyền", "Submitted to the authority") as step:
            done = self._step(self.officer, "submission", _paper("260/TTr-SNNMT", CONCLUDED))
            self._is(done, "submitted")
            step.saw(f"{done['submitted']['paper']['number']} → {done['authority']}")

    def decide(self, journey: Journey) -> None:
        """One person drafts the decision, another files its signed copy under its number and issues it."""
        move_clock(journey, self.clients, f"{DECIDED}T09:00:00+07:00")
        path = "/registry/api/certificate-decisions"
        drafter, issuer = self.clients.as_(self.officer), self.clients.as_(self.issuer)
        with journey.step("Dự thảo quyết định", "The decision is drafted") as step:
            lines = {self.certificate["id"]: LINE}
            body = {"revocations": [self.id], "recognition_lines": lines, "signatory": "Nguyễn Văn An"}
            draft = drafter.send("POST", path, body, expect=201)
            [line] = draft["lines"]
            no, of, collector = line["recognition_line"], line["recognition_number"], line["collected_by"]
            step.saw(
                f"{self.officer}: dòng {no} của {of} · line {no} of {of}; thu bản giấy · paper collected by {collector}"
            )
        with journey.step(
            "Người thứ hai lưu bản đã ký và ban hành", "A second person files the signed copy, issues"
        ) as step:
            self.decision = f"{400 + len(issuer.get(f'{path}?limit=200')['items'])}/QĐ-UBND"
            at = f"{path}/{draft['id']}"
            file = ("quyet-dinh.pdf", paper(self.decision.encode("ascii", "ignore").decode()), "application/pdf")
            said = _paper(self.decision, DECIDED)
            signed = issuer.send("POST", f"{at}/signed-copy", files={"file": file}, data=said, version=draft["version"])
            issued = issuer.send("POST", f"{at}/issue", version=signed["version"])
            copy = issuer.content(f"{at}/files/signed.pdf")
            if not copy.startswith(b"%PDF-") or issued["state"] != "issued":
                raise NotAsExpectedError(f"{at}: {issued['state']}")
            step.saw(f"{self.issuer}: {issued['number']}, {issued['signed_on']}, {len(copy)} byte · bytes")

    def public(self, journey: Journey) -> None:
        """Everybody is told: the event, the public page with reason and day, the mails."""
        with journey.step(
            "Sự kiện certificate.revoked trên Kafka", "The event certificate.revoked is on Kafka"
        ) as step:
            topic = "ocop.registry.certificate"
            event = until(lambda: consumed(self.clients.kafka, topic, self.certificate["id"], REVOKED))
            if (event["revocation_decision"], event["recognition_line"]) != (self.decision, LINE):
                raise NotAsExpectedError(f"{event['revocation_decision']}, {event['recognition_line']}")
            step.saw(f"{event['ce_type']}: {event['product_code']}, {event['revocation_decision']}")
        with journey.step("Trang công khai nêu lý do và ngày", "The public page says reason and day") as step:
            path = f"/registry/products/{self.certificate['product_code']}"
            day = f"{DECIDED[8:]}/{DECIDED[5:7]}/{DECIDED[:4]}"
            said = f"Thu hồi từ ngày {day} theo Quyết định {self.decision}"
            page = self.clients.nobody().page(path)
            if said not in page or "Điều 8.1.c" not in page:
                raise NotAsExpectedError(f"{path}: {said}?")
            step.saw(f"{path}: “{said} … Điều 8.1.c”")
        with journey.step("Thư thu hồi đến chủ thể và xã", "Mail of the revocation to producer and commune") as step:
            for reader in (self.producer, self.commune):
                step.saw(letter_to(self.clients, reader, "hu hồi", self.certificate["product_name"], self.decision))

    def collect(self, journey: Journey) -> None:
        """The office that the decision orders to collects the paper."""
        with journey.step("Xã thu lại bản giấy", "The commune collects the paper") as step:
            done = self._step(self.commune, "collection", note="Thu tại trụ sở hợp tác xã")
            self._is(done, "collected")
            step.saw(f"{done['state']}: {done['collected']['collected_by']}, {done['collected']['collected_on']}")

    def _step(self, who: str, at: str, said: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        path, someone = f"/registry/api/revocations/{self.id}", self.clients.as_(who)
        body = {**(said or {}), **more}
        return dict(someone.send("POST", f"{path}/{at}", body, version=someone.get(path)["version"]))

    def _is(self, revocation: Mapping[str, Any], state: str) -> None:
        if revocation["state"] != state:
            raise NotAsExpectedError(f"revocations/{self.id}: {revocation['state']} ≠ {state}")


def _paper(number: str, on: str) -> dict[str, str]:
    return {"paper_number": number, "paper_signed_on": on}
