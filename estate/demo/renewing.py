"""A paper that a certificate leans on: on file, near its end, ended, renewed by the word of the agency that issued it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estate.demo.agencies import Agency
from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.moving import move_clock
from estate.demo.notifying import letter_to
from estate.demo.steps import Journey

WARNED, ENDED = "2027-01-20T09:00:00+07:00", "2027-04-21T09:00:00+07:00"
"""Ninety days before the paper's last day, and the day after it."""
ENDS_AGAIN = "2029-04-20"


@dataclass(frozen=True)
class Renewal:
    """Whose paper it is. `certificate`: of the product that leans on it; `paper`: the credential on file."""

    clients: Clients
    certificate: Mapping[str, Any]
    paper: Mapping[str, Any]
    producer: str
    agency: Agency

    def leans(self, journey: Journey) -> None:
        """The certificate is as healthy as its weakest paper, which its producer is shown."""
        with journey.step("Ngôi sao dựa vào giấy VietGAP", "The star leans on a VietGAP paper") as step:
            step.saw(f"{self.paper['number']} → {self.paper['ends_on']}; {self._health('sound')}")

    def warn(self, journey: Journey) -> None:
        """Ninety days before its end its holder is told."""
        move_clock(journey, self.clients, WARNED)
        with journey.step("Chủ thể được báo trước khi giấy hết hạn", "The producer is warned before it ends") as step:
            step.saw(letter_to(self.clients, self.producer, "Còn 90 ngày", "sắp hết hạn", self.paper["number"]))

    def end(self, journey: Journey) -> None:
        """Its last day is past: the certificate that leans on it is no longer sound."""
        move_clock(journey, self.clients, ENDED)
        with journey.step("Giấy VietGAP hết hạn", "The VietGAP paper ends") as step:
            step.saw(letter_to(self.clients, self.producer, "Đã hết hạn", self.paper["number"]))
            step.saw(self._health("broken"))

    def renew(self, journey: Journey) -> None:
        """The agency publishes a new one: it is matched by the product code, and takes the old one's place."""
        code, number, kind = self.certificate["product_code"], f"{self.paper['number']}-2", self.paper["kind"]
        report_id = f"CN-{code}"
        with journey.step("Cơ quan cấp giấy mới, báo qua Kafka", "The agency grants a new one, by its event") as step:
            said = {"kind": kind, "number": number, "issued_on": ENDED[:10], "expires_on": ENDS_AGAIN}
            self.agency.report("credential.granted", report_id, product_code=code, **said)
            step.saw(f"ocop.agencies.{self.agency.account}: {report_id}")
            step.saw(matched(self.agency, report_id, code))
        with journey.step("Giấy mới thay giấy cũ, không ai nộp lại", "It takes the old one's place by itself") as step:
            step.saw(letter_to(self.clients, self.producer, "Đã có giấy mới", number, self.paper["number"]))
            step.saw(self._health("sound"))
            product = self.clients.nobody().get(f"/registry/api/public/products/{self.certificate['product_id']}")
            if kind not in product["credentials"]:
                raise NotAsExpectedError(f"{product['name']}: {product['credentials']}")
            step.saw(f"{product['name']}: {', '.join(product['credentials'])}")

    def _health(self, wanted: str) -> str:
        """How sound the certificate's papers are, as its producer sees it."""

        def found() -> str | None:
            items = self.clients.as_(self.producer).get("/registry/api/paper-health?limit=200")["items"]
            health = next((one["health"] for one in items if one["id"] == self.certificate["id"]), None)
            return health if health == wanted else None

        return f"paper-health: {until(found)}"


def matched(agency: Agency, report_id: str, product_code: str) -> str:
    """What the agency was answered: that the report was matched to the product. Raises NotAsExpectedError otherwise."""
    answer = until(lambda: agency.answer(report_id), within=40)
    if (answer["answer"], answer["product_code"]) != ("matched", product_code):
        raise NotAsExpectedError(f"{report_id}: {answer}")
    return f"ocop.answers.{agency.account}: {answer['answer']}, {answer['product_code']}, {answer['producer_name']}"
