"""Money for the programme at its endpoints: an office writes of its own, those above see it, no amount is overwritten."""

from __future__ import annotations

import re
from typing import Any, cast

from tests.callers import person
from tests.registry.registry_browser import Browser
from tests.reporting.reporting_harness import Reporting
from tests.reporting.resources.money_harness import COMMUNE, LINE, NEIGHBOUR, PAPER, PDF, PROVINCE, opened, write


async def test_a_line_is_planned_allocated_spent_put_right_and_carried_over(reporting: Reporting) -> None:
    line = await opened(reporting)
    await write(reporting, f"{line}/plan", json={"amount": "1,25 tỷ", "on": "2026-07-01"})
    allocated = await write(reporting, f"{line}/allocations", data=PAPER | {"amount": "350 triệu"})
    assert allocated["money"]["allocated"] == 350_000_000
    refused = await write(reporting, f"{line}/spendings", status=422, json={"amount": 350_000_001, "on": "2026-07-02"})
    assert "350.000.001" in str(refused)
    spent = await write(reporting, f"{line}/spendings", json={"amount": 200_000_000, "on": "2026-07-02"})
    entry = spent["entries"][-1]["id"]
    right = {"amount": 20_000_000, "reason": "Nhập nhầm"}
    corrected = await write(reporting, f"{line}/entries/{entry}/corrections", json=right)
    assert [one["amount"] for one in corrected["entries"][-2:]] == [200_000_000, 20_000_000]
    assert corrected["money"]["spent"] == 20_000_000
    carried = await write(reporting, f"{line}/carry-over", json={"amount": 330_000_000, "on": "2026-08-01"})
    assert carried["money"]["left"] == 0
    [leaving] = [one for one in carried["entries"] if one["kind"] == "carried-out"]
    back = {"amount": 300_000_000, "reason": "Còn 30 triệu phải trả"}
    await write(reporting, f"{line}/entries/{leaving['id']}/corrections", json=back)
    listed = (await reporting.read("/api/resources", COMMUNE))["items"]
    assert {one["year"]: one["money"]["left"] for one in listed} == {2026: 30_000_000, 2027: 300_000_000}
    found = await reporting.read("/api/resource-objects/product/p-1", PROVINCE)
    assert (found["total"]["allocated"], found["total"]["left"]) == (350_000_000, 330_000_000)
    year = await reporting.read("/api/resource-totals", PROVINCE, year=2027)
    assert (year["total"]["allocated"], year["total"]["carried_in"]) == (0, 300_000_000)
    assert [one["code"] for one in year["by_source"]] == ["province"]


async def test_only_the_office_writes_and_only_those_above_see(reporting: Reporting) -> None:
    line = await opened(reporting)
    money = {"amount": 5000, "on": "2026-07-01"}
    await write(reporting, f"{line}/plan", PROVINCE, 403, json=money)
    await write(reporting, f"{line}/plan", NEIGHBOUR, 404, json=money)
    await reporting.read(line, PROVINCE)
    await reporting.read(line, NEIGHBOUR, status=404)
    await reporting.read("/api/resource-objects/product/p-1", NEIGHBOUR, status=404)
    await reporting.read("/api/resources", person("seller", "producer@p"), status=403)
    assert (await reporting.read("/api/resource-totals", NEIGHBOUR, year=2026))["by_source"] == []
    elsewhere = await reporting.at(NEIGHBOUR).post("/api/resources", json=LINE)
    assert elsewhere.status_code == 403
    again = await reporting.at(COMMUNE).post("/api/resources", json=LINE)
    assert (again.status_code, again.json()["type"].rpartition("/")[2]) == (409, "resource.there-already")


async def test_the_paper_of_an_allocation_is_kept_with_its_digest(reporting: Reporting) -> None:
    line = await opened(reporting)
    bare = {"amount": "5 triệu", "on": "2026-07-01"}
    refused = await write(reporting, f"{line}/allocations", status=422, data=bare)
    assert "/paper_number" in str(refused)
    file = {"file": ("qd.pdf", PDF, "application/pdf")}
    made = await write(reporting, f"{line}/allocations", data=PAPER | {"amount": "5 triệu"}, files=file)
    entry = made["entries"][-1]
    assert len(entry["scan"]["sha256"]) == 64
    kept = await reporting.at(PROVINCE).get(f"{line}/entries/{entry['id']}/paper")
    assert kept.content == PDF
    assert (await reporting.at(NEIGHBOUR).get(f"{line}/entries/{entry['id']}/paper")).status_code == 404


async def test_the_pages_show_and_take_money_as_people_write_it(reporting: Reporting) -> None:
    browser, served = Browser(cast(Any, reporting), COMMUNE), reporting.at(COMMUNE)
    line = (await opened(reporting)).removeprefix("/api")
    own = ("Long nhãn", "đồng", "Tân Hưng")
    await browser.open(f"{line}/plan", announced=own)
    await browser.submit("/plan", {"amount": "1,25 tỷ", "on": "01/07/2026"})
    assert "1.250.000.000 đồng" in await browser.open(line, announced=own)
    await browser.open(f"{line}/spendings", announced=own)
    refused = await browser.submit("/spendings", {"amount": "1.250 tỷ", "on": "01/07/2026"}, status=422)
    assert "hai cách" in refused
    assert 'value="1.250 tỷ"' in refused
    await browser.open(f"{line}/allocations", announced=own)
    file = {"file": ("qd.pdf", PDF, "application/pdf")}
    paper = PAPER | {"amount": "350 triệu", "on": "01/07/2026", "paper_signed_on": "30/06/2026"}
    await browser.submit("/allocations", paper, files=file)
    await browser.open(f"{line}/carry-over", announced=own)
    await browser.submit("/carry-over", {"amount": "50 triệu", "on": "02/07/2026"})
    shown = await browser.open(line, announced=own)
    assert "77/QĐ-UBND" in shown
    correction = re.search(rf"{line}/entries/[^/\"]+/correction", shown)
    assert correction
    await browser.open(correction[0], announced=own)
    await browser.submit("/correction", {"amount": "40 triệu", "reason": "Nhập nhầm"})
    assert "nay là 40.000.000 đồng" in await browser.open(line, announced=own)
    for path in ("/resources", "/resources/new", "/resource-totals?year=2026", "/resource-objects/product/p-1"):
        await browser.open(path, announced=own)
    await browser.open("/resources/new", announced=own)
    again = {name: str(value) for name, value in LINE.items()} | {"source": "programme"}
    assert "chọn chương trình nào" in await browser.submit("/resources/new", again, status=422)
    csv = await served.get("/api/resource-totals.csv?year=2026")
    assert csv.content.startswith(b"\xef\xbb\xbf")
    assert "1250000000" in csv.text
    assert "Long nhãn" in (await served.get("/api/resources.csv?year=2026")).text
