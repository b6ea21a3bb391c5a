"""A recognition of an earlier year, entered from the decision's list: its last day passes without another evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from estate.demo.moving import move_clock
from estate.demo.notifying import letter_to
from estate.demo.steps import Journey

DECIDED = "2024-05-15"
FILE = "cong-nhan-2024.csv"
NAME = "Hạt sen sấy Tân Hưng"
_COLUMNS = "product,producer,producer_kind,commune,district,province_then,star,decision,decided_on,kind,stage,as_of,confidence,source,set_no"


@dataclass
class Lapse:
    """A product that nobody has evaluated again. `officer`: of the province; `commune`: who is told."""

    clients: Clients
    officer: str
    commune: str
    product: str = ""
    certificate: dict[str, Any] | None = None

    def enter(self, journey: Journey) -> None:
        """The province's officer sends the list of 2024 and enters its line; it is a certificate like any other."""
        with journey.step(
            "Nhập quyết định công nhận năm 2024", "A recognition of 2024 is entered from its list"
        ) as step:
            before = self._sent()
            self.product = f"{NAME} ({before + 1})" if before else NAME
            path = "/registry/api/recognitions"
            file = (FILE, self._list(before), "text/csv")
            officer = self.clients.as_(self.officer)
            path = f"{path}/{officer.send('POST', path, files={'file': file}, expect=201)['id']}"
            ready = until(lambda: self._come(path, "checked"))
            officer.send("POST", f"{path}/entry", {"whole": True}, version=ready["version"])
            until(lambda: self._come(path, "entered"))
            found = until(lambda: self._public())
            self.certificate = dict(self.clients.nobody().get(self._at(found["certificate"]["certificate_id"])))
            step.saw(f"{self.product}: {self.certificate['star']}★, {DECIDED} – {self.certificate['valid_until']}")

    def lapse(self, journey: Journey) -> None:
        """The day after its last day: ended, and not revoked."""
        assert self.certificate, "what lapses was entered"
        last = date.fromisoformat(self.certificate["valid_until"])
        move_clock(journey, self.clients, f"{last + timedelta(days=1)}T09:00:00+07:00")
        with journey.step(
            "Hết hạn mà không đánh giá lại: không phải thu hồi", "Lapsed, which is no revocation"
        ) as step:
            path = self._at(self.certificate["id"])
            after = until(lambda: self._ended(path), within=40)
            if after["state"] != "expired" or after["revoked"]:
                raise NotAsExpectedError(f"{path}: {after['state']}")
            page = self.clients.nobody().page(f"/registry/products/{after['product_id']}")
            said = f"Hết hiệu lực sau ngày {last:%d/%m/%Y}, không đánh giá lại"
            if said not in page or "Đã thu hồi" in page:
                raise NotAsExpectedError(f"/registry/products/{after['product_id']}: {said}?")
            step.saw(f"{after['state']}: “{said}”")
            step.saw(letter_to(self.clients, self.commune, "Hết hiệu lực", self.product))

    def _list(self, before: int) -> bytes:
        source = "Quyết định mẫu của môi trường chạy thử"
        line = (
            f"{self.product},Hộ kinh doanh Đào Thị Sen,Hộ kinh doanh,Xã Tân Hưng,Thành phố Hưng Yên,33,3,"
            f"{900 + before}/QĐ-UBND,{DECIDED},first,recognised,{DECIDED},sample,{source},7"
        )
        return f"{_COLUMNS}\n{line}\n".encode()

    def _sent(self) -> int:
        """How many such lists were sent on this estate before."""
        items = self.clients.as_(self.officer).get("/registry/api/recognitions?limit=100")["items"]
        return sum(one["name"] == FILE for one in items)

    def _come(self, path: str, state: str) -> dict[str, Any] | None:
        shown: dict[str, Any] = self.clients.as_(self.officer).get(path)
        return shown if shown["state"] == state else None

    def _public(self) -> dict[str, Any] | None:
        items = self.clients.nobody().get(f"/registry/api/public/products?q={NAME}&limit=100")["items"]
        return next((one for one in items if one["name"] == self.product), None)

    def _ended(self, path: str) -> dict[str, Any] | None:
        shown: dict[str, Any] = self.clients.nobody().get(path)
        return shown if shown["state"] != "valid" else None

    @staticmethod
    def _at(certificate_id: str) -> str:
        return f"/registry/api/certificates/{certificate_id}"
