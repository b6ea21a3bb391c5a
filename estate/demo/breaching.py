"""A failed inspection that another agency reports: a breach, its correction missed, the use of the mark suspended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estate.demo.agencies import Agency
from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.marking import GiftBag
from estate.demo.moving import move_clock
from estate.demo.notifying import letter_to
from estate.demo.renewing import matched
from estate.demo.steps import Journey

INSPECTED, CORRECT_BY, SUSPENDED_UNTIL, PROPOSED = "2027-06-07", "2027-06-30", "2027-09-30", "2027-07-20"
FOUND = "Mẫu long nhãn vượt giới hạn nấm mốc; kho không có sổ theo dõi độ ẩm"


@dataclass
class Offence:
    """A breach over one certificate. `officer`: of the province, which handles what agencies report."""

    clients: Clients
    certificate: Mapping[str, Any]
    producer: str
    officer: str
    agency: Agency
    id: str = ""

    def report(self, journey: Journey) -> None:
        """The agency publishes what it found; the breach opens by itself, and the producer is told."""
        code = self.certificate["product_code"]
        report_id = f"ATTP-{code}"
        move_clock(journey, self.clients, "2027-06-08T09:00:00+07:00")
        with journey.step(
            "Cơ quan an toàn thực phẩm báo kiểm tra không đạt", "A failed inspection is reported"
        ) as step:
            said = {"inspected_on": INSPECTED, "passed": False, "finding": FOUND}
            self.agency.report("inspection.reported", report_id, product_code=code, **said)
            step.saw(matched(self.agency, report_id, code))
            step.saw(until(lambda: self._listed(report_id)))
        with journey.step(
            "Vi phạm được thụ lý, chủ thể được báo", "A breach is taken up, the producer is told"
        ) as step:
            breach = until(self._opened)
            self.id = breach["id"]
            if (breach["source"], breach["kind"], breach["severity"]) != ("agency", "food-safety", "major"):
                raise NotAsExpectedError(
                    f"breaches/{self.id}: {breach['source']}, {breach['kind']}, {breach['severity']}"
                )
            step.saw(f"{breach['kind']}, {breach['severity']}: {breach['grounds'][0]['article']}")
            step.saw(letter_to(self.clients, self.producer, "Thụ lý vi phạm", self._product, FOUND))

    def order_correction(self, journey: Journey) -> None:
        """A correction is ordered by a day."""
        with journey.step("Yêu cầu khắc phục trước một ngày", "A correction is ordered by a day") as step:
            breach = self._measure("correction", "Tiêu hủy lô hàng, lập sổ theo dõi độ ẩm kho", until=CORRECT_BY)
            self._is(breach, "correcting")
            step.saw(f"{breach['state']} → {breach['due_on']}")
            step.saw(letter_to(self.clients, self.producer, "Yêu cầu khắc phục", self._product))

    def miss(self, journey: Journey) -> None:
        """The day passes without proof: overdue by itself, and the next measure is proposed to a person."""
        move_clock(journey, self.clients, "2027-07-01T09:00:00+07:00")
        with journey.step("Quá hạn khắc phục", "The correction is missed") as step:
            breach = until(lambda: self._come("overdue"), within=40)
            if breach["proposed"] != "suspension" or self._certificate()["mark_right"] != "allowed":
                raise NotAsExpectedError(
                    f"breaches/{self.id}: {breach['proposed']}; {self._certificate()['mark_right']}"
                )
            step.saw(f"{breach['state']}; đề nghị, chưa áp dụng · proposed, not taken: {breach['proposed']}")
            step.saw(letter_to(self.clients, self.producer, "Quá hạn khắc phục", self._product))

    def suspend(self, journey: Journey, bag: GiftBag) -> None:
        """An officer suspends the use of the mark; the certificate stays, every use of the mark has to disappear."""
        with journey.step("Tạm dừng quyền sử dụng nhãn hiệu", "The use of the mark is suspended") as step:
            said = {"until": SUSPENDED_UNTIL, "paper_number": "211/QĐ-VPĐP", "paper_on": "2027-07-01"}
            breach = self._measure("suspension", "Không khắc phục trong thời hạn", **said)
            self._is(breach, "suspended")
            certificate = self._certificate()
            if (certificate["state"], certificate["mark_right"]) != ("valid", "suspended"):
                raise NotAsExpectedError(f"{certificate['state']}, {certificate['mark_right']}")
            step.saw(f"giấy · certificate: {certificate['state']}, nhãn hiệu · mark: {certificate['mark_right']}")
            step.saw(bag.to_be_taken_down("suspended"))
            step.saw(
                letter_to(self.clients, self.producer, "Tạm dừng quyền sử dụng nhãn hiệu OCOP trên", self._product)
            )
        with journey.step("Trang công khai nói rõ đang tạm dừng", "The public page says that it is suspended") as step:
            path = f"/registry/products/{certificate['product_code']}"
            told = "đang bị tạm dừng"
            if told not in self.clients.nobody().page(path):
                raise NotAsExpectedError(f"{path}: {told}?")
            step.saw(f"{path}: “{told}”")

    def propose_revocation(self, journey: Journey) -> str:
        """Still nothing corrected: the office proposes to revoke. Answers the procedure's id; the certificate stays as it is."""
        move_clock(journey, self.clients, f"{PROPOSED}T09:00:00+07:00")
        with journey.step("Đề nghị thu hồi công nhận", "It is proposed to revoke the recognition") as step:
            breach = self._measure("revocation-proposed", "Kho và lô hàng vẫn như trước khi tạm dừng")
            self._is(breach, "proposed")
            revocation = self.clients.as_(self.officer).get(f"/registry/api/revocations/{breach['revocation_id']}")
            if self._certificate()["state"] != "valid":
                raise NotAsExpectedError(f"{revocation['id']}: {self._certificate()['state']}")
            grounds = "; ".join(one["article"] for one in revocation["grounds"])
            step.saw(f"{revocation['state']}: {grounds}; {revocation['authority']}")
        return str(revocation["id"])

    def closed(self) -> str:
        """How it ended. Raises NotAsExpectedError while it is open."""
        breach = until(lambda: self._come("closed"))
        return f"vi phạm · breach: {breach['result']}, {breach['closed_on']}"

    @property
    def _product(self) -> str:
        return str(self.certificate["product_name"])

    def _certificate(self) -> dict[str, Any]:
        return dict(self.clients.nobody().get(f"/registry/api/certificates/{self.certificate['id']}"))

    def _opened(self) -> dict[str, Any] | None:
        items = self.clients.as_(self.officer).get("/registry/api/breaches?limit=200")["items"]
        return next((one for one in items if one["product_id"] == self.certificate["product_id"]), None)

    def _listed(self, report_id: str) -> str | None:
        """That the agency's inspection stands among the others."""
        items = self.clients.as_(self.officer).get("/registry/api/inspections?limit=200")["items"]
        of_it = [one for one in items if one["product_id"] == self.certificate["product_id"]]
        return next((f"inspections: {one['on']}, {report_id}" for one in of_it if one["on"] == INSPECTED), None)

    def _measure(self, measure: str, why: str, **more: str) -> dict[str, Any]:
        at, someone = f"/registry/api/breaches/{self.id}", self.clients.as_(self.officer)
        body = {"measure": measure, "why": why, **more}
        return dict(someone.send("POST", f"{at}/measures", body, version=someone.get(at)["version"]))

    def _come(self, state: str) -> dict[str, Any] | None:
        shown: dict[str, Any] = self.clients.as_(self.officer).get(f"/registry/api/breaches/{self.id}")
        return shown if shown["state"] == state else None

    def _is(self, breach: Mapping[str, Any], state: str) -> None:
        if breach["state"] != state:
            raise NotAsExpectedError(f"breaches/{self.id}: {breach['state']} ≠ {state}")
