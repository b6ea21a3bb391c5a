"""What is entered of money becomes figures: each entry once, a correction in its place, what is carried over no new money."""

from __future__ import annotations

from typing import Any

from tests.reporting.reporting_harness import Reporting
from tests.reporting.resources.money_harness import COMMUNE, PAPER, PROVINCE, opened, records, write


async def value(reporting: Reporting, code: str, **asked: Any) -> int:
    found = await reporting.read(f"/api/figures/{code}", PROVINCE, since="2026-01-01", until="2027-12-31", **asked)
    assert all(sum(parts.values()) == found["value"] for parts in found["parts"].values())
    return int(found["value"])


async def test_each_entry_counts_once_as_it_was_put_right(reporting: Reporting) -> None:
    line = await opened(reporting)
    await write(reporting, f"{line}/plan", json={"amount": "400 triệu", "on": "2026-07-01"})
    await write(reporting, f"{line}/plan", json={"amount": "450 triệu", "on": "2026-07-02"})
    await write(reporting, f"{line}/allocations", data=PAPER | {"amount": "350 triệu"})
    await write(reporting, f"{line}/allocations", data=PAPER | {"amount": "50 triệu"})
    spent = await write(reporting, f"{line}/spendings", json={"amount": "200 triệu", "on": "2026-07-02"})
    await write(reporting, f"{line}/carry-over", json={"amount": "100 triệu", "on": "2026-08-01"})
    right = {"amount": "20 triệu", "reason": "Nhập nhầm"}
    await write(reporting, f"{line}/entries/{spent['entries'][-1]['id']}/corrections", json=right)
    said = await records(reporting)
    await reporting.consume(*said)
    expected = {
        "money-planned": 450_000_000,
        "money-allocated": 400_000_000,
        "money-spent": 20_000_000,
        "money-carried-over": 100_000_000,
        "money-of-programmes": 0,
    }
    assert {code: await value(reporting, code) for code in expected} == expected
    await reporting.consume(*reversed(said))
    assert {code: await value(reporting, code) for code in expected} == expected
    lines = (await reporting.read("/api/resources", COMMUNE))["items"]
    assert sum(one["money"]["allocated"] for one in lines) == expected["money-allocated"]
    rows = await reporting.read("/api/figures/money-spent/rows", PROVINCE, since="2026-01-01", until="2027-12-31")
    assert [row["amounts"]["dong"] for row in rows["items"]] == [20_000_000]
