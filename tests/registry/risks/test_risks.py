"""Whom the next plan should look at: signs weighed by the list of the law, explained, and put on the plan with one click."""

from __future__ import annotations

from datetime import date
from typing import Any

from law.inspections import RISKS, inspection_rules
from services.registry.risks import rules
from services.registry.risks.risk import Sign
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

LAW, TODAY = inspection_rules(), date(2026, 8, 3)


def sign(risk: str, count: int = 1, of: str = "p") -> Sign:
    return Sign(producer_id=of, risk=risk, count=count)


class TestWeighing:
    def test_counts_a_sign_as_often_as_the_list_says_and_no_more(self) -> None:
        rule = LAW.risk("agency-finding")
        for count, times in ((1, 1), (rule.most, rule.most), (rule.most + 5, rule.most)):
            [risk] = rules.ranked([sign("agency-finding", count)], LAW)
            assert (risk.points, risk.signs[0].count) == (rule.weight * times, count)

    def test_puts_first_what_weighs_most_and_says_why(self) -> None:
        found = rules.ranked([sign("never-inspected", of="a"), sign("dead-mark", of="b"), sign("breach", of="b")], LAW)
        assert [one.producer_id for one in found] == ["b", "a"]
        assert [one.risk for one in found[0].signs] == ["dead-mark", "breach"]
        assert rules.reasons(found[0], LAW).splitlines()[0].startswith(LAW.risk("dead-mark").label.vi)
        assert rules.scopes_of(found[0], LAW) == ("mark",)

    def test_knows_never_from_long_ago_and_from_lately(self) -> None:
        since = rules.since_of("long-ago", LAW, TODAY)
        assert since == date(2024, 8, 3)
        last = {"old": date(2024, 8, 2), "new": date(2024, 8, 3)}
        found = rules.never_and_long_ago(["never", "old", "new"], last, LAW, TODAY)
        assert {one.producer_id: one.risk for one in found} == {"never": "never-inspected", "old": "long-ago"}

    def test_has_a_day_for_every_sign(self) -> None:
        assert {one: rules.since_of(one, LAW, date(2026, 3, 31)) for one in RISKS}["breach"] == date(2024, 3, 28)


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
