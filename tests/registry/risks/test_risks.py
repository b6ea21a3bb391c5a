"""Whom the next plan should look at: the list with its reasons, and a producer put on the plan with one click."""

from __future__ import annotations

from typing import Any

from law.inspections import inspection_rules
from tests.registry.agencies.agency_harness import certified, publish, record
from tests.registry.inspections.test_inspections import HELD, check, complete, schedule
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
)

LAW = inspection_rules()


async def listed(registry: Registry, who: Any = PROVINCE_OFFICER, year: int = 2027) -> Any:
    return await registry.read(who, f"/api/risks?year={year}")


class TestTheList:
    async def test_explains_each_point_and_forgets_what_was_looked_at(self, registry: Registry) -> None:
        issued = await certified(registry)
        [first] = (await listed(registry))["risks"]
        assert [one["risk"] for one in first["signs"]] == ["never-inspected"]
        await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
        [then] = (await listed(registry))["risks"]
        assert {one["risk"]: one["last"] for one in then["signs"]} == {"agency-finding": "2026-08-01"}
        assert then["points"] == LAW.risk("agency-finding").weight

    async def test_is_of_the_territory_and_for_officers(self, registry: Registry) -> None:
        await certified(registry)
        assert len((await listed(registry, OFFICER))["risks"]) == 1
        for who in (NEIGHBOURS_OFFICER, STRANGER):
            assert (await listed(registry, who))["risks"] == []
        await registry.read(HUONG, "/api/risks", status=403)

    async def test_leaves_a_producer_to_the_plan_once_with_its_reasons(self, registry: Registry) -> None:
        issued = await certified(registry)
        producer = issued["producer"]["id"]
        await publish(registry, record("inspection.reported", product_code=issued["product_code"]))
        browser = Browser(registry, PROVINCE_OFFICER)
        await browser.open("/risks", announced=("HTX", "Nhãn"))
        await browser.submit(f"/risks/{producer}")
        [line] = (await registry.read(PROVINCE_OFFICER, "/api/inspection-plans"))["items"][0]["lines"]
        assert (line["scopes"], line["why"]) == (
            [LAW.risk("agency-finding").scope],
            f"{LAW.risk('agency-finding').label.vi}, gần nhất 01/08/2026",
        )
        assert (await listed(registry))["risks"][0]["planned"] is True
        again = await registry.send(PROVINCE_OFFICER, f"/api/risks/{producer}", {"year": 2027}, status=409)
        assert again["type"].endswith("producer-there-already")
        await registry.send(NEIGHBOURS_OFFICER, f"/api/risks/{producer}", {"year": 2027}, status=404)
        assert "Đã có trong kế hoạch 2027" in await browser.open("/risks", announced=("HTX", "Nhãn"))

    async def test_has_what_an_inspection_found_and_not_the_breach_it_led_to_again(self, registry: Registry) -> None:
        issued = await certified(registry)
        product = {"id": issued["product"]["id"], "producer_id": issued["producer"]["id"]}
        noted = await check(
            registry, await schedule(registry, product), HELD | {"other": "Nhãn mờ", "other_severity": "major"}
        )
        await complete(registry, noted)
        [risk] = (await listed(registry))["risks"]
        assert {one["risk"]: one["count"] for one in risk["signs"]} == {"own-finding": 1}
