"""Lines of money as an office writes them, for the tests of resources."""

from __future__ import annotations

from typing import Any

import httpx

from kit.messaging.received import Record
from tests.callers import person
from tests.pdfs import a_pdf
from tests.reporting.reporting_harness import Reporting

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
