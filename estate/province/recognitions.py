"""Recognitions of the last three years, sent as a list by the province's officer, so that they are certificates and are counted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from estate.demo.clients import Clients, NotAsExpectedError, until
from law.calendar import add_months
from law.places import CENTRE, Place, SplitNeedsAChoice, SuccessorUnknown, gazetteer, today
from programme.places import formerly

NAME, NAME_OF_OURS = "ket-qua-cong-nhan-mau.csv", "ket-qua-cong-nhan-tan-hung.csv"
OFFICER, PROVINCE = "province.officer", "33"
SOURCE = "Dữ liệu mẫu của môi trường chạy thử, không phải danh sách đã công bố"

_GOODS = (
    ("Gạo nếp cái hoa vàng", 3, "HTX"),
    ("Nhãn lồng", 1, "HTX"),
    ("Mật ong hoa nhãn", 4, "Hộ kinh doanh"),
    ("Tương nếp", 9, "Hộ sản xuất"),
    ("Trà hoa cúc", 12, "Doanh nghiệp"),
    ("Trứng gà ta", 2, "Trang trại"),
    ("Bánh đa", 6, "Hộ sản xuất"),
    ("Giò nạc", 8, "Hộ kinh doanh"),
    ("Bột sắn dây", 7, "HTX"),
    ("Chiếu cói", 21, "Tổ hợp tác"),
    ("Rượu nếp", 14, "Doanh nghiệp"),
)
_MONTHS_BEFORE = (35, 34, 33, 31, 28, 25, 24, 22, 19, 16, 13, 11, 9, 7, 5, 4)
"""Months before the day at which a decision was made: what was decided three years ago expires first."""
_OF_EACH = 5
_CALLED = {"Doanh nghiệp": "Công ty TNHH"}
_KIND_OF_PLACE = re.compile(r"^(Thị trấn|Phường|Xã) ")
_STEP = 23
"""Goes through the communes in an order that leaves none out before it comes back."""


def enter(clients: Clients, name: str, content: bytes) -> None:
    """Has a list entered; one of its name that was sent before is gone on with. Raises NotAsExpectedError."""
    officer = clients.as_(OFFICER)
    sent = next((one for one in officer.get("/registry/api/recognitions")["items"] if one["name"] == name), None)
    if sent is None:
        sent = officer.send("POST", "/registry/api/recognitions", files={"file": (name, content, "text/csv")})
    path = f"/registry/api/recognitions/{sent['id']}"

    def come_to(*states: str) -> dict[str, Any]:
        shown: dict[str, Any] = officer.get(path)
        return shown if shown["state"] in states else {}

    ready = until(lambda: come_to("checked", "entering", "entered"), within=60)
    if ready["state"] == "checked":
        officer.send("POST", f"{path}/entry", {"whole": True}, version=ready["version"])
    entered = until(lambda: come_to("entered"), within=120)
    if entered["entry"].get("refused"):
        raise NotAsExpectedError(f"{path}: {entered['entry']}")


def written(day: date) -> bytes:
    """The list as a file: the columns of a published list, every commune named as it was on the day of its decision."""
    return _file(_rows(day))


def ours(day: date, product: str, producer: str) -> bytes:
    """A list of one line: a product of a producer somebody signs in for, recognised a year before the day."""
    decided = add_months(day, -12)
    said = {"commune": "Xã Tân Hưng", "district": "", "province_then": PROVINCE, "star": 3, "set_no": 7}
    line = {"product": product, "producer": producer, "producer_kind": "HTX", "decision": "1190/QĐ-UBND"}
    return _file([line | said | _decided(decided)])


def _file(rows: Iterable[dict[str, object]]) -> bytes:
    out = io.StringIO()
    columns = "product producer producer_kind commune district province_then star decision decided_on kind stage as_of confidence source set_no"
    table = csv.DictWriter(out, columns.split(), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


def _rows(day: date) -> Iterator[dict[str, object]]:
    at = 0
    for batch, months in enumerate(_MONTHS_BEFORE):
        decided = add_months(day, -months)
        communes = _communes(day, decided)
        for _ in range(_OF_EACH):
            goods, set_no, kind = _GOODS[at % len(_GOODS)]
            commune = communes[at * _STEP % len(communes)]
            above = {one.level: one for one in gazetteer().ancestors(commune.path, decided)}
            bare = _KIND_OF_PLACE.sub("", commune.name)
            yield {
                "product": f"{goods} {bare}",
                "producer": f"{_CALLED.get(kind, kind)} {goods.lower()} {bare}",
                "producer_kind": kind,
                "commune": commune.name,
                "district": above["district"].name if "district" in above else "",
                "province_then": above["province"].code,
                "star": 4 if at % 3 == 0 else 3,
                "decision": f"{1200 + batch}/QĐ-UBND",
                "set_no": set_no,
            } | _decided(decided)
            at += 1


def _decided(on: date) -> dict[str, object]:
    day = on.isoformat()
    said = {"kind": "first", "stage": "recognised", "confidence": "sample", "source": SOURCE}
    return {"decided_on": day, "as_of": day, **said}


def _communes(day: date, decided: date) -> list[Place]:
    """The communes, on the day of a decision, of what is the province today: those that passed whole into one of today's, by code."""
    provinces = [
        one for one in gazetteer().children(CENTRE, decided) if one.path in (PROVINCE, *formerly(PROVINCE, day))
    ]
    below = [place for province in provinces for place in gazetteer().descendants(province.path, decided)]
    return sorted((one for one in below if _went_on(one, decided, day)), key=lambda one: one.path)


def _went_on(place: Place, decided: date, day: date) -> bool:
    if place.level != "commune" or not _KIND_OF_PLACE.match(place.name):
        return False
    try:
        return today(gazetteer(), place.path, decided, day).path.partition("/")[0] == PROVINCE
    except (SplitNeedsAChoice, SuccessorUnknown):
        return False
