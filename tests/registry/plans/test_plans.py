"""Year plans at their endpoints and pages: drawn up, approved by the office above, followed by facts, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from law.rulebooks import shelf
from services.registry.plans.gauges import level_of
from tests.callers import person
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
    best,
    ruled,
    submitted,
)

EVENT = "vn.ocop.registry.plan"
NAMED = ("Tân Hưng", "Long nhãn", "HTX", "Hưng Yên", "Nhãn lồng", "Hồng Nam")


async def a_plan(registry: Registry, *lines: dict[str, Any], year: int = 2026) -> Any:
    plan = await registry.send(OFFICER, "/api/plans", {"office": COMMUNE, "year": year})
    for line in lines:
        plan = await registry.send(OFFICER, f"/api/plans/{plan['id']}/lines", line, version=plan["version"])
    return plan


async def approved(registry: Registry, plan: dict[str, Any]) -> Any:
    at = f"/api/plans/{plan['id']}"
    plan = await registry.send(OFFICER, f"{at}/submission", {}, version=plan["version"])
    paper = {"paper_number": "128/KH-UBND", "paper_signed_on": "2026-08-01"}
    return await registry.send(PROVINCE_OFFICER, f"{at}/approval", paper, version=plan["version"])


async def told(registry: Registry) -> list[str]:
    return [one["_type"].removeprefix(f"{EVENT}.") for one in await registry.facts() if one["_type"].startswith(EVENT)]


class TestAPlan:
    async def test_is_approved_by_the_office_above_and_its_products_are_announced_as_planned(
        self, registry: Registry
    ) -> None:
        product = await a_product(registry)
        plan = await a_plan(
            registry, {"product_id": product["id"], "target_star": 4, "quarter": 3}, {"name": "Chè Hồng Nam"}
        )
        at = f"/api/plans/{plan['id']}"
        await registry.read(PROVINCE_OFFICER, at, status=404)  # nothing was handed in yet
        await registry.send(OFFICER, f"{at}/approval", {}, version=plan["version"], status=403)
        plan = await approved(registry, plan)
        assert [one["stage"] for one in plan["approved"]] == ["registered", "planned"]
        [planned] = await registry.facts("vn.ocop.registry.product.planned.v1")
        assert (planned["plan_year"], planned["target_star"], planned["office"]) == (2026, 4, COMMUNE)
        [fact] = await registry.facts(f"{EVENT}.approved.v1")
        assert (fact["approved_by"], fact["paper"]["number"]) == ("33", "128/KH-UBND")
        assert [one["name"] for one in fact["lines"]] == ["Long nhãn sấy Tân Hưng", "Chè Hồng Nam"]

    async def test_is_not_approved_by_who_acts_for_a_producer_on_it(self, registry: Registry) -> None:
        own = person("of-both", "province-officer@33", "producer@p-huong")
        product = await a_product(registry)
        plan = await a_plan(registry, {"product_id": product["id"], "target_star": 4, "quarter": 3})
        at = f"/api/plans/{plan['id']}"
        plan = await registry.send(OFFICER, f"{at}/submission", {}, version=plan["version"])
        for verb, said in (("approval", {}), ("return", {"reason": "–"})):
            refused = await registry.send(own, f"{at}/{verb}", said, version=plan["version"], status=403)
            assert refused["type"].endswith("plan.own"), verb
        assert "/approval" not in await Browser(registry, own).open(f"/plans/{plan['id']}", announced=NAMED)
        await registry.send(PROVINCE_OFFICER, f"{at}/approval", {}, version=plan["version"])

    async def test_is_one_a_year_of_ones_own_office(self, registry: Registry) -> None:
        await a_plan(registry)
        said = {"office": COMMUNE, "year": 2026}
        again = await registry.send(OFFICER, "/api/plans", said, status=409)
        assert again["type"].endswith("plan.there-already")
        for who in (PROVINCE_OFFICER, NEIGHBOURS_OFFICER, HUONG, STRANGER):
            await registry.send(who, "/api/plans", said, status=403)

    async def test_is_sent_back_with_a_reason_and_handed_in_again(self, registry: Registry) -> None:
        plan = await a_plan(registry, {"name": "Nhãn lồng"})
        at = f"/api/plans/{plan['id']}"
        plan = await registry.send(OFFICER, f"{at}/submission", {}, version=plan["version"])
        plan = await registry.send(
            PROVINCE_OFFICER, f"{at}/return", {"reason": "Thiếu chủ thể"}, version=plan["version"]
        )
        assert (plan["state"], plan["reason"]) == ("sent-back", "Thiếu chủ thể")
        line = plan["lines"][0]["id"]
        said = {"name": "Nhãn lồng", "producer_name": "Tổ hợp tác Hồng Nam"}
        plan = await registry.send(OFFICER, f"{at}/lines/{line}", said, version=plan["version"], method="PUT")
        await approved(registry, plan)
        assert await told(registry) == ["submitted.v1", "sent-back.v1", "submitted.v1", "approved.v1"]


class TestAnApprovedLine:
    async def test_follows_its_product_from_registration_to_the_star(self, registry: Registry) -> None:
        plan = await approved(registry, await a_plan(registry, {"name": "Long nhãn sấy Tân Hưng", "target_star": 4}))
        assert plan["approved"][0]["stage"] == "planned"
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        [line] = (await registry.read(OFFICER, f"/api/plans/{plan['id']}"))["approved"]
        assert (line["stage"], line["product_id"], line["star"]) == ("recognised", dossier["product_id"], 4)
        moves = [(one["was"], one["line"]["stage"]) for one in await registry.facts(f"{EVENT}.line-advanced.v1")]
        assert moves == [("planned", "registered"), ("registered", "dossier"), ("dossier", "recognised")]
        results = await registry.read(PROVINCE_OFFICER, "/api/plan-results?year=2026")
        [row] = results["offices"]
        assert (row["planned"], row["recognised"], row["met"]) == (1, 1, 1)
        assert COMMUNE not in results["without"]
        csv = (await registry.at(PROVINCE_OFFICER).get("/api/plan-results.csv?year=2026")).text
        assert "UBND xã Tân Hưng" in csv

    async def test_of_a_plan_for_next_year_waits_for_that_year(self, registry: Registry) -> None:
        product = await a_product(registry)
        plan = await approved(registry, await a_plan(registry, {"product_id": product["id"]}, year=2027))
        dossier = await registry.send(HUONG, "/api/dossiers", {"product_id": product["id"], "kind": "first"})
        dossier = await registry.upload(HUONG, dossier)
        filled = best(shelf().in_force(registry.service.work.reading().today), dossier["set_no"])
        at = f"/api/dossiers/{dossier['id']}"
        dossier = await registry.send(HUONG, f"{at}/self-assessment", filled, version=dossier["version"], method="PUT")
        await registry.send(HUONG, f"{at}/submission", {}, version=dossier["version"])
        [line] = (await registry.read(OFFICER, f"/api/plans/{plan['id']}"))["approved"]
        assert line["stage"] == "registered"

    async def test_that_was_an_idea_is_tied_by_hand_where_the_names_differ(self, registry: Registry) -> None:
        product = await a_product(registry)
        plan = await approved(registry, await a_plan(registry, {"name": "Nhãn"}))
        at = f"/api/plans/{plan['id']}/lines/{plan['approved'][0]['id']}/product"
        plan = await registry.send(OFFICER, at, {"product_id": product["id"]}, version=plan["version"], method="PUT")
        assert plan["approved"][0]["stage"] == "registered"
        assert len(await registry.facts("vn.ocop.registry.product.planned.v1")) == 1

    async def test_is_taken_off_when_its_product_leaves(self, registry: Registry) -> None:
        product = await a_product(registry)
        plan = await approved(registry, await a_plan(registry, {"product_id": product["id"]}))
        at = f"/api/products/{product['id']}/withdrawal"
        await registry.send(HUONG, at, {"reason": "Ngừng sản xuất"}, version=product["version"])
        [line] = (await registry.read(OFFICER, f"/api/plans/{plan['id']}"))["approved"]
        assert line["stage"] == "dropped"


class TestTheYearsEnd:
    async def test_closes_a_plan_with_what_it_reached(self, registry: Registry) -> None:
        plan = await approved(registry, await a_plan(registry, {"name": "Nhãn"}))
        registry.clock.set(registry.clock.now().replace(year=2027, month=3, day=1))
        while await registry.service.ticker.sweep_once():
            pass
        assert (await registry.read(OFFICER, f"/api/plans/{plan['id']}"))["state"] == "closed"
        [fact] = await registry.facts(f"{EVENT}.closed.v1")
        assert fact["reached"] == {"planned": 1}


class TestTheGauges:
    async def test_count_what_waits_by_the_level_that_approves_and_forget_what_is_approved(
        self, registry: Registry
    ) -> None:
        plan = await a_plan(registry, {"name": "Nhãn"})
        plan = await registry.send(OFFICER, f"/api/plans/{plan['id']}/submission", {}, version=plan["version"])
        registry.clock.set(registry.clock.now().replace(day=28))
        read = registry.service.metrics.registry.get_sample_value
        await registry.service.figures.refresh("plans")
        assert read("ocop_plans_waiting", {"level": "province"}) == 1
        assert read("ocop_plans_oldest_overdue_seconds", {"level": "province"}) == 10 * 86_400
        await registry.send(PROVINCE_OFFICER, f"/api/plans/{plan['id']}/approval", {}, version=plan["version"])
        await registry.service.figures.refresh("plans")
        assert read("ocop_plans_waiting", {"level": "province"}) is None
        assert read("ocop_plans_oldest_overdue_seconds", {"level": "province"}) is None

    def test_name_a_level_that_the_lists_know_or_other(self) -> None:
        day = date(2026, 8, 3)
        assert [level_of(one, day) for one in ("33", COMMUNE, "vn", "99/1")] == [
            "province",
            "commune",
            "centre",
            "other",
        ]


class TestThePages:
    async def test_draw_up_hand_in_approve_and_compare(self, registry: Registry) -> None:
        product = await a_product(registry)
        officer, province = Browser(registry, OFFICER), Browser(registry, PROVINCE_OFFICER)
        await officer.open("/plans/new", announced=NAMED)
        await officer.submit("/plans/new", {"office": COMMUNE, "year": "2026"})
        [plan] = (await registry.read(OFFICER, "/api/plans"))["items"]
        at = f"/plans/{plan['id']}"
        await officer.open(f"{at}/lines/new", announced=NAMED)
        await officer.submit(f"{at}/lines/new", {"name": "", "dossier_kind": "first"}, status=422)
        await officer.open(f"{at}/lines/new?product={product['id']}", announced=NAMED)
        line = {"product_id": product["id"], "dossier_kind": "first", "target_star": "4", "quarter": "3"}
        await officer.submit(f"{at}/lines/new", line)
        assert "Long nhãn sấy Tân Hưng" in await officer.open(at, announced=NAMED)
        await officer.submit(f"{at}/submission", {})
        assert "/plans?state=submitted" in (await province.client.get("/queues/own")).text
        await province.open(at, announced=NAMED)
        await province.submit(f"{at}/approval", {"paper_number": "1/KH", "paper_signed_on": "01/08/2026"})
        results = await province.open("/plan-results?year=2026", announced=NAMED)
        assert "UBND xã Tân Hưng: 0 trên 1" in results
        assert "Kế hoạch" in await Browser(registry, HUONG).open(
            f"/products/{product['id']}", announced=(*NAMED, "UBND")
        )
        await officer.open("/plans", announced=NAMED)
