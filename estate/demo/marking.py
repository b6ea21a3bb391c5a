"""A gift bag with too many stars: registered, to be corrected by a day, corrected, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.notifying import letter_to
from estate.demo.pictures import picture
from estate.demo.steps import Journey

CORRECT_BY = "2027-02-12"


@dataclass
class GiftBag:
    """The use of the mark on a gift bag. `certificate`: of the product it shows."""

    clients: Clients
    certificate: Mapping[str, Any]
    producer: str
    officer: str
    id: str = ""

    def register(self, journey: Journey) -> None:
        """The producer registers it as it is; what is wrong with it is found and forbids nothing."""
        with journey.step("Đăng ký túi quà in thừa sao", "A gift bag with too many stars is registered") as step:
            own, said = self.clients.as_(self.producer), self._said(self.certificate["star"] + 1)
            body = {"product_id": self.certificate["product_id"], **said}
            use = own.send("POST", "/registry/api/mark-uses", body, expect=201)
            self.id = use["id"]
            if "more-stars" not in use["findings"]:
                raise NotAsExpectedError(f"mark-uses/{self.id}: {use['findings']}")
            step.saw(
                f"{use['medium']}, {use['star_shown']}★ > {self.certificate['star']}★: {', '.join(use['findings'])}"
            )
        with journey.step("Cán bộ yêu cầu sửa trước một ngày", "The officer asks to correct it by a day") as step:
            answer = {"answer": "to-correct", "reasons": ["more-stars"], "correct_by": CORRECT_BY}
            use = self._step(self.officer, "POST", "/answer", answer)
            if (use["state"], use["waits"], use["due_on"]) != ("to-correct", "correction", CORRECT_BY):
                raise NotAsExpectedError(f"mark-uses/{self.id}: {use['state']}, {use['waits']}, {use['due_on']}")
            step.saw(f"{use['state']}: {', '.join(use['answer']['reasons'])} → {use['due_on']}")
            step.saw(self._mail_with("12/02/2027"))

    def correct(self, journey: Journey) -> None:
        """The producer has it printed anew and sends a picture; the officer finds it in order."""
        with journey.step("Chủ thể in lại, gửi ảnh", "The producer prints it anew and sends a picture") as step:
            self._step(self.producer, "PUT", "", self._said(self.certificate["star"]))
            file = ("tui-qua.png", picture(), "image/png")
            pictures = f"/registry/api/mark-uses/{self.id}/pictures"
            use = self.clients.as_(self.producer).send("POST", pictures, files={"file": file}, expect=201)
            if use["state"] != "registered" or use["findings"]:
                raise NotAsExpectedError(f"mark-uses/{self.id}: {use['state']}, {use['findings']}")
            step.saw(f"{use['star_shown']}★, {len(use['pictures'])} ảnh · picture, không còn lỗi · nothing found")
        with journey.step("Túi quà đúng quy chế", "The gift bag is in order") as step:
            use = self._step(self.officer, "POST", "/answer", {"answer": "in-order"})
            if (use["state"], use["waits"]) != ("in-order", None):
                raise NotAsExpectedError(f"mark-uses/{self.id}: {use['state']}, {use['waits']}")
            step.saw(f"{use['state']}; {self._mail_with('đúng quy chế')}")

    def to_be_taken_down(self, *because: str) -> str:
        """Says by when it has to disappear. Raises NotAsExpectedError where it need not, or for another reason."""

        def ordered() -> dict[str, Any] | None:
            use: dict[str, Any] = self.clients.as_(self.producer).get(f"/registry/api/mark-uses/{self.id}")
            order = use["take_down"]
            return use if order and order["because"] in because else None

        use = until(ordered)
        return f"{use['medium']}: {use['waits']} → {use['take_down']['by']} ({use['take_down']['because']})"

    def _mail_with(self, words: str) -> str:
        """The letter in which the producer reads the answer."""
        return letter_to(self.clients, self.producer, "Nhãn hiệu trên", self.certificate["product_name"], words)

    def _said(self, star: int) -> dict[str, Any]:
        return {
            "medium": "gift-bag",
            "what": "Túi quà giấy kraft, in một mặt",
            "since": "2027-01-05",
            "printed": 2000,
            "star_shown": star,
            "code_shown": self.certificate["product_code"],
            "own_brand": True,
        }

    def _step(self, who: str, method: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        at = f"/registry/api/mark-uses/{self.id}"
        someone = self.clients.as_(who)
        return dict(someone.send(method, f"{at}{path}", body, version=someone.get(at)["version"]))
