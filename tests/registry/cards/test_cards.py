"""Yearly cards at their endpoints and pages: asked for by themselves, filled in beside last year's, exported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.registry.producers.commands import MergeCommand
from services.registry.products.use_cases import merge_product
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
    ruled,
    submitted,
)

EVENT = "vn.ocop.registry.yearly-card"
FIGURES = {"output": "85", "output_unit": "tấn", "revenue": 4_250_000_000, "labour": 24}
NAMED = (
    "Tân Hưng",
    "Long nhãn",
    "HTX",
    "Hưng Yên",
    "tấn",
    "tạ",
    "lít",
    "hộp",
    "gói",
    "cái",
    "cây",
    "quả",
    "lượt",
    "Hương",
)


async def sweep(registry: Registry) -> None:
    while await registry.service.ticker.sweep_once():
        pass


@pytest.fixture
async def recognised(registry: Registry) -> Any:
    """A product recognised in 2026; it is the second week of January 2027."""
    dossier = await submitted(registry)
    await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
    registry.clock.set(registry.clock.now().replace(year=2027, month=1, day=10))
    return {"id": dossier["product_id"], "at": f"/api/products/{dossier['product_id']}/cards/2026"}


class TestACard:
    async def test_is_asked_for_reminded_of_and_filled_in(self, registry: Registry, recognised: dict[str, Any]) -> None:
        await sweep(registry)
        [asked] = await registry.facts(f"{EVENT}.due.v1")
        assert (asked["year"], asked["due_on"], asked["product"]["id"]) == (2026, "2027-02-15", recognised["id"])
        registry.clock.set(registry.clock.now().replace(month=2, day=2))
        await sweep(registry)
        assert len(await registry.facts(f"{EVENT}.due.v1")) == 2
        card = await registry.read(HUONG, recognised["at"])
        card = await registry.send(HUONG, recognised["at"], FIGURES, version=card["version"], method="PUT")
        assert (card["state"], card["filed_by"], card["edition"]) == ("filed", "producer", 1)
        registry.clock.set(registry.clock.now().replace(month=2, day=13))
        await sweep(registry)
        assert len(await registry.facts(f"{EVENT}.due.v1")) == 2
        [filed] = await registry.facts(f"{EVENT}.filed.v1")
        assert (filed["figures"]["output"], filed["figures"]["revenue"]) == ("85", 4_250_000_000)

    async def test_is_asked_for_once_and_again_the_year_after(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        await sweep(registry)
        await sweep(registry)
        assert len(await registry.facts(f"{EVENT}.due.v1")) == 1
        registry.clock.set(registry.clock.now().replace(year=2028, month=1, day=3))
        await sweep(registry)
        assert {one["year"] for one in await registry.facts(f"{EVENT}.due.v1")} == {2026, 2027}

    async def test_is_for_its_own_side(self, registry: Registry, recognised: dict[str, Any]) -> None:
        for who in (CHAU, STRANGER, NEIGHBOURS_OFFICER):
            await registry.send(who, recognised["at"], FIGURES, version=0, method="PUT", status=404)
            await registry.read(who, recognised["at"], status=404)
        await registry.send(OFFICER, recognised["at"], FIGURES, version=0, method="PUT")
        assert (await registry.read(HUONG, recognised["at"]))["filed_by"] == "officer"
        await registry.send(HUONG, recognised["at"], FIGURES, version=0, method="PUT", status=412)
        for who, count in ((PROVINCE_OFFICER, 1), (NEIGHBOURS_OFFICER, 0), (CHAU, 0)):
            assert len((await registry.read(who, "/api/yearly-cards?year=2026"))["items"]) == count
        csv = (await registry.at(PROVINCE_OFFICER).get("/api/yearly-cards.csv?year=2026")).text
        assert "4250000000" in csv
        assert "4250000000" not in (await registry.at(NEIGHBOURS_OFFICER).get("/api/yearly-cards.csv?year=2026")).text

    async def test_of_a_year_that_is_not_over_is_refused(self, registry: Registry) -> None:
        product = await a_product(registry)
        at = f"/api/products/{product['id']}/cards/2026"
        refused = await registry.send(HUONG, at, FIGURES, version=0, method="PUT", status=422)
        assert refused["type"].endswith("card.year-not-asked")


class TestThePages:
    async def test_show_last_year_beside_and_who_has_not_filled_in(
        self, registry: Registry, recognised: dict[str, Any]
    ) -> None:
        await sweep(registry)
        officer = Browser(registry, OFFICER)
        assert "0 phiếu đã khai, 1 phiếu chưa khai" in await officer.open("/yearly-cards", announced=NAMED)
        path = f"/products/{recognised['id']}/cards/2026"
        browser = Browser(registry, HUONG)
        await browser.open(path, announced=NAMED)
        await browser.submit(path, {"labour": "3"}, status=422)
        await browser.open(path, announced=NAMED)
        await browser.submit(path, {"output": "85", "output_unit": "tấn", "revenue": "4.250.000.000", "labour": "24"})
        assert "4.250.000.000" in await browser.open(
            f"/products/{recognised['id']}", announced=(*NAMED, "UBND", "công nhận")
        )
        registry.clock.set(registry.clock.now().replace(year=2028))
        browser = Browser(registry, HUONG)  # the session of a year ago has ended
        assert "Năm 2026: 4.250.000.000 đồng." in await browser.open(path.replace("2026", "2027"), announced=NAMED)


class TestCardsOfTwins:
    async def test_are_one_a_year_and_lose_nothing_that_was_told(self, registry: Registry) -> None:
        first, second = await a_product(registry), await a_product(registry)
        for product, revenue in ((first, 1_000_000), (second, 2_000_000)):
            at = f"/api/products/{product['id']}/cards/2025"
            await registry.send(HUONG, at, FIGURES | {"revenue": revenue}, version=0, method="PUT")
        only = f"/api/products/{first['id']}/cards/2024"
        await registry.send(HUONG, only, FIGURES, version=0, method="PUT")
        version = (await registry.read(OFFICER, f"/api/products/{first['id']}"))["version"]
        command = MergeCommand(into=second["id"], reason="Ghi hai lần")
        await registry.service.work.run(merge_product, first["id"], command, by=OFFICER, expected=version)
        both = await registry.read(HUONG, f"/api/products/{second['id']}/cards/2025")
        assert (both["revenue"], [one["revenue"] for one in both["of_twins"]]) == (2_000_000, [1_000_000])
        moved = await registry.read(HUONG, f"/api/products/{second['id']}/cards/2024")
        assert (moved["revenue"], moved["product_id"]) == (FIGURES["revenue"], second["id"])
        [*_, fact] = await registry.facts(f"{EVENT}.filed.v1")
        assert (fact["card_id"], fact["product"]["id"]) == (f"2024-{second['id']}", second["id"])
        text = await Browser(registry, HUONG).open(f"/products/{second['id']}/cards/2025", announced=NAMED)
        assert "Đã khai ở bản ghi trùng" in text
