"""The table exchanged with the ministry: from the standings, its codes as text, nothing of it a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
from ocop_events.examples import example
from ocop_events.registry.yearly_card import YearlyCardFiledV1

from tests.callers import person
from tests.records import record_of
from tests.reporting.reporting_harness import COMMUNE, Reporting, certified, issued, revoked

OFFICER = person("officer", "province-officer@33")
HEAD = ["MA_OCOP", "Ma_DonViHanhChinh", "Ma_ThoiGian", "Ma_SanPham", "TenSanPham", "XepHang", "ChuTheSXKD", "DoanhThuNam", "TrangThai"]  # fmt: skip


async def table(reporting: Reporting, **asked: str) -> list[list[str]]:
    answer = await reporting.at(OFFICER).get("/api/exchange-tables/ptnt-ocop.csv", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))


async def test_each_product_stands_in_it_once_with_its_newest_recognition_and_whether_it_holds(
    reporting: Reporting,
) -> None:
    await reporting.consume(
        issued("c1", date(2025, 8, 1), product="p-1", star=3), certified("c1", date(2025, 8, 1), product="p-1", star=3)
    )
    await reporting.consume(issued("c2", date(2026, 6, 1), product="p-1", star=4))
    await reporting.consume(issued("c3", date(2026, 1, 1), product="p-2", name="=1+1"))
    await reporting.consume(revoked("c3", date(2026, 1, 1), date(2026, 5, 1), product="p-2", name="=1+1"))
    said = example(YearlyCardFiledV1.event_type)
    card = YearlyCardFiledV1.model_validate(
        {**said, "product": {**said["product"], "id": "p-1"}, "producer": certified("c", date(2026, 1, 1)).producer,
         "filed_on": "2027-01-20"}
    )  # fmt: skip
    await reporting.consume(record_of(card, datetime(2026, 8, 3, 2, tzinfo=UTC), 1))
    head, *rows = await table(reporting)
    assert head == HEAD
    by_code = {row[0]: row[1:] for row in rows}
    assert by_code["33-11977-c2"] == [
        "11977",
        "2026",
        "7",
        "Long nhãn sấy",
        "4",
        "HTX Tân Hưng",
        "4250000000",
        "HIEULUC",
    ]
    assert by_code["33-11977-c3"][3:] == ["'=1+1", "4", "HTX Tân Hưng", "", "HETHAN"]
    assert len(rows) == 2
    before = {row[0]: row[8] for row in (await table(reporting, on="2026-05-31"))[1:]}
    assert before == {"33-11977-c1": "HIEULUC", "33-11977-c3": "HETHAN"}


async def test_a_workbook_has_codes_as_text_and_numbers_as_numbers(reporting: Reporting) -> None:
    await reporting.consume(issued("c1", date(2026, 6, 1)))
    answer = await reporting.at(OFFICER).get("/api/exchange-tables/ptnt-ocop.xlsx")
    head, row = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
    assert list(head) == HEAD
    assert row[:6] == ("33-11977-c1", "11977", "2026", "7", "Long nhãn sấy", 4)


async def test_only_officers_of_its_territory_have_it(reporting: Reporting) -> None:
    at = "/api/exchange-tables/ptnt-ocop.csv"
    for who, status in ((person("p", "producer@x"), 403), (person("o", "commune-officer@33/12286"), 404)):
        assert (await reporting.at(who).get(at, params={"area": COMMUNE})).status_code == status
    assert (await reporting.at(OFFICER).get("/api/exchange-tables/none.csv")).status_code == 404
