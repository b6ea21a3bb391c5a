"""Two lists loaded at once, and one decision spelt many ways: each producer, product and certificate is entered once."""

from __future__ import annotations

import asyncio
import csv
import io
from collections import Counter
from datetime import date
from typing import Any

import pytest

from kit.refusal import Refusal
from programme.decisions import decision_of
from services.registry.certificates.use_cases import CALENDAR
from services.registry.recognitions import rules
from services.registry.recognitions.row import COLUMNS
from tests.registry.registry_harness import PROVINCE_OFFICER, Registry

ROW = {
    "product": "Mật ong",
    "producer": "HTX Ong Mỹ Hào",
    "producer_kind": "HTX",
    "province_then": "33",
    "district": "TX Mỹ Hào",
    "stage": "recognised",
    "star": "4",
    "decision": "1608/QĐ-UBND",
    "decided_on": "2024-07-22",
    "confidence": "verified",
    "source": "https://bao.example/ocop",
    "set_no": "4",
}
SPELLINGS = (
    "1608/QĐ-UBND",
    "1608/QD-UBND",
    "QĐ 1608",
    "Số: 01608 /qđ-ubnd",
    "1608/QĐ-UBND (suy ra)",
    "Quyết định số 1608/QĐ-UBND",
)


def a_list(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    sheet = csv.DictWriter(out, [*COLUMNS, "set_no"])
    sheet.writeheader()
    sheet.writerows(rows)
    return out.getvalue().encode()


async def load(registry: Registry, content: bytes) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = await registry.load_list(PROVINCE_OFFICER, content)
    return lines


async def kept(registry: Registry, collection: str) -> list[dict[str, Any]]:
    return [row async for row in registry.service.database[collection].find({})]


class TestTwoLoadsAtOnce:
    async def test_enter_every_producer_product_and_certificate_once(self, registry: Registry) -> None:
        rows = [
            ROW | {"product": f"Mật ong loại {n}", "producer": f"HTX Ong {n // 2}", "decision": f"{n + 1}/QĐ-UBND"}
            for n in range(8)
        ]
        loads = await asyncio.gather(*(load(registry, a_list(*rows)) for _ in range(3)))
        assert {line["outcome"] for lines in loads for line in lines} <= {"added", "joined", "known"}
        counts = [len(await kept(registry, name)) for name in ("producers", "products", "certificates")]
        assert counts == [4, 8, 8]
        announced = Counter(fact["_type"].split(".", 3)[3] for fact in await registry.facts())
        assert (announced["producer.registered.v1"], announced["product.certified.v1"]) == (4, 8)


class TestOneDecision:
    async def test_makes_one_certificate_however_it_is_spelt(self, registry: Registry) -> None:
        lines = await load(registry, a_list(*(ROW | {"decision": spelling} for spelling in SPELLINGS)))
        assert [line["outcome"] for line in lines] == ["added", *["known"] * 5]
        assert len(await kept(registry, "certificates")) == 1

    async def test_of_another_year_is_another(self, registry: Registry) -> None:
        await load(registry, a_list(ROW, ROW | {"decided_on": "2025-06-22"}))
        assert len(await kept(registry, "certificates")) == 2

    @pytest.mark.parametrize("other", ["1609/QĐ-UBND", "1608A/QĐ-UBND", "16/QĐ-UBND"])
    def test_is_not_taken_for_one_of_another_number(self, other: str) -> None:
        on = date(2024, 7, 22)
        assert len({decision_of(one, on) for one in SPELLINGS}) == 1
        assert decision_of(other, on) != decision_of(SPELLINGS[0], on)


class TestSeveralDecisions:
    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
    async def test_of_one_product_leave_the_latest_alive(self, registry: Registry, order: tuple[int, ...]) -> None:
        rows = [ROW | {"decision": f"{n}/QĐ-UBND", "decided_on": f"202{n}-01-02"} for n in (3, 4, 5)]
        await load(registry, a_list(*(rows[at] for at in order)))
        certificates = sorted(await kept(registry, "certificates"), key=lambda one: one["decided_on"])
        assert [one["state"] for one in certificates] == ["superseded", "superseded", "valid"]
        assert {one["superseded_by"] for one in certificates[:2]} <= {one["_id"] for one in certificates[1:]}
        [product] = await kept(registry, "products")
        assert product["certified"]["certificate_id"] == certificates[2]["_id"]
        waiting = [row["subject"] for row in await kept(registry, "deadlines") if row["what"] == CALENDAR]
        assert waiting == [certificates[2]["_id"]]


class TestTheFormerPlaces:
    async def test_of_a_commune_are_searched_at_both_endpoints(self, registry: Registry) -> None:
        then = {"district": "TP Hưng Yên", "commune": "xã Hồng Nam"}  # of Tân Hưng since 2025
        [line] = await load(registry, a_list(ROW | then))
        assert line["outcome"] == "added"
        found = await registry.read(None, "/api/public/products?place=33/11977")
        assert [one["id"] for one in found["items"]] == [line["product_id"]]
        page = await registry.at().get("/?place=33/11977", headers={"accept": "text/html"}, follow_redirects=True)
        assert f"/products/{line['product_id']}" in page.text


class TestAValue:
    def test_is_one_line_like_any_name(self) -> None:
        row = rules.read(ROW | {"product": " Mật ong  hoa\n", "producer": "HTX\tOng"})
        assert (row.product, row.producer) == ("Mật ong hoa", "HTX Ong")

    @pytest.mark.parametrize(
        "within", ["Mật\nong", "Mật\rong", "Mật\u2028ong", "Mật\x00ong", "Mật ong\x07", "Mật\x85ong"]
    )
    def test_holds_no_break_and_no_control_character(self, within: str) -> None:
        with pytest.raises(Refusal) as refused:
            rules.read(ROW | {"product": within})
        assert refused.value.slug == "recognition.value-not-a-line"

    @pytest.mark.parametrize(
        ("column", "most"), [("product", 300), ("producer", 300), ("decision", 100), ("source", 2000)]
    )
    def test_is_as_long_as_a_command_may_bring(self, column: str, most: int) -> None:
        assert rules.read(ROW | {column: "9" * most})
        with pytest.raises(Refusal) as refused:
            rules.read(ROW | {column: "9" * (most + 1)})
        assert refused.value.slug == "recognition.value-too-long"


class TestWhoEnteredACertificate:
    async def test_is_not_for_everybody(self, registry: Registry) -> None:
        [line] = await load(registry, a_list(ROW))
        shown = await registry.read(None, f"/api/certificates/{line['certificate_id']}")
        assert PROVINCE_OFFICER.id not in str(shown)
        [row] = await kept(registry, "certificates")
        assert row["entered_by"] == PROVINCE_OFFICER.id
