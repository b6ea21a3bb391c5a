"""Lines of money as an office writes them, for the tests of resources."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx

from kit.messaging.received import Record
from tests.callers import person
from tests.pdfs import a_pdf
from tests.reporting.reporting_harness import Reporting, certified

COMMUNE = person("commune", "commune-officer@33/11977")
NEIGHBOUR = person("neighbour", "commune-officer@33/12286")
PROVINCE = person("province", "province-officer@33")
LINE = {
    "office": "33/11977",
    "year": 2026,
    "source": "province",
    "object_kind": "product",
    "object_id": "p-1",
    "object_name": "Long nhãn",
}
PAPER = {"on": "2026-07-01", "paper_number": "77/QĐ-UBND", "paper_signed_on": "2026-06-30"}
PDF = a_pdf("77/QĐ-UBND")


async def write(reporting: Reporting, path: str, who: Any = COMMUNE, status: int = 200, **more: Any) -> Any:
    """Sends an entry of a line with the version it has now."""
    seen = await reporting.at(who).get(
        path.rsplit("/", 1)[0] if "/entries/" not in path else path.split("/entries/")[0]
    )
    headers = {"If-Match": seen.headers.get("ETag", '"1"')}
    answer: httpx.Response = await reporting.at(who).post(path, headers=headers, **more)
    assert answer.status_code == status, answer.text
    return answer.json()


async def opened(reporting: Reporting, **more: Any) -> str:
    answer = await reporting.at(COMMUNE).post("/api/resources", json=LINE | more)
    assert answer.status_code == 201, answer.text
    return f"/api/resources/{answer.json()['id']}"


async def records(reporting: Reporting) -> list[Record]:
    """What reporting published itself so far."""
    found = reporting.service.database["outbox"].find({}).sort([("order", 1), ("version", 1)])
    return [
        Record(
            topic=row["topic"],
            partition=0,
            offset=0,
            key=row["key"].encode(),
            headers=tuple((name, bytes(value)) for name, value in row["headers"]),
            value=bytes(row["value"]),
        )
        async for row in found
    ]


async def money_pages(reporting: Reporting) -> list[str]:
    """A line of the province with entries of every kind, and a published priority list: the pages that show them."""
    await reporting.consume(
        certified("money", date(2026, 5, 2), name="Long nhãn sấy Tân Hưng"),
        certified("other", date(2026, 5, 2), star=3, name="Gạo nếp thơm"),
    )
    own = {"office": "33", "object_id": "product-money", "object_name": None}
    made = await reporting.at(PROVINCE).post("/api/resources", json=LINE | own)
    line = f"/api/resources/{made.json()['id']}"
    await write(reporting, f"{line}/plan", PROVINCE, json={"amount": "1,25 tỷ", "on": "2026-07-01"})
    file = {"file": ("qd.pdf", PDF, "application/pdf")}
    await write(reporting, f"{line}/allocations", PROVINCE, data=PAPER | {"amount": "350 triệu"}, files=file)
    spent = await write(
        reporting,
        f"{line}/spendings",
        PROVINCE,
        json={"amount": "200 triệu", "on": "2026-07-02", "note": "Thiết kế bao bì"},
    )
    entry = spent["entries"][-1]["id"]
    right = {"amount": "20 triệu", "reason": "Nhập nhầm"}
    await write(reporting, f"{line}/entries/{entry}/corrections", PROVINCE, json=right)
    await write(reporting, f"{line}/carry-over", PROVINCE, json={"amount": "100 triệu", "on": "2026-08-01"})
    listed = await reporting.at(PROVINCE).post("/api/priority-lists", json={"office": "33", "year": 2026, "places": 2})
    page = line.removeprefix("/api")
    return [
        "/resources",
        "/resources/new?object_kind=product&object_id=product-money",
        "/resource-objects",
        page,
        f"{page}/allocations",
        f"{page}/entries/{entry}/correction",
        "/resource-totals?year=2026",
        "/resource-objects/product/product-money",
        "/priorities",
        "/priority-lists",
        f"/priority-lists/{listed.json()['id']}",
    ]
