"""Advice at its endpoints and pages: given, followed up, and laid beside the planned products it supports."""

from __future__ import annotations

from typing import Any

from tests.registry.plans.test_plans import a_plan, approved
from tests.registry.registry_browser import Browser
from tests.registry.registry_harness import (
    CHAU,
    COMMUNE,
    HUONG,
    NEIGHBOURS_OFFICER,
    OFFICER,
    PROVINCE_OFFICER,
    STRANGER,
    Registry,
    a_product,
)

EVENT = "vn.ocop.registry.advice"
SAID = {
    "topic": "packaging", "about": "Thiết kế túi quà", "summary": "Góp ý mẫu túi", "given_on": "2026-08-03",
    "next": "Gửi mẫu in thử", "next_by": "2026-08-10",
}  # fmt: skip
NAMED = ("Tân Hưng", "Long nhãn", "HTX", "Hưng Yên", "Thiết kế túi quà", "UBND", "Hương")


async def advise(
    registry: Registry, product: dict[str, Any], who: Any = OFFICER, status: int = 201, **more: Any
) -> Any:
    said = SAID | {"producer_id": product["producer_id"], "product_id": product["id"]} | more
    return await registry.send(who, "/api/advice", said, status=status)


class TestAnAdvice:
    async def test_is_given_seen_by_its_producer_and_closed_by_its_office(self, registry: Registry) -> None:
        counsel = await advise(registry, await a_product(registry))
        at = f"/api/advice/{counsel['id']}"
        assert (counsel["office"], counsel["state"]) == (COMMUNE, "open")
        assert (await registry.read(HUONG, at))["next"] == "Gửi mẫu in thử"
        for who in (HUONG, PROVINCE_OFFICER):
            await registry.send(who, f"{at}/closing", {"done": True}, version=1, status=403)
        for who in (CHAU, STRANGER, NEIGHBOURS_OFFICER):
            await registry.read(who, at, status=404)
        await registry.send(OFFICER, f"{at}/closing", {"done": True, "outcome_note": "Túi đã in"}, version=1)
        [given] = await registry.facts(f"{EVENT}.given.v1")
        [closed] = await registry.facts(f"{EVENT}.closed.v1")
        assert (given["next_by"], closed["done"], closed["outcome_note"]) == ("2026-08-10", True, "Túi đã in")

    async def test_is_no_producers_to_give(self, registry: Registry) -> None:
        product = await a_product(registry)
        await advise(registry, product, HUONG, 403)
        await advise(registry, product, NEIGHBOURS_OFFICER, 404)

    async def test_about_a_planned_product_supports_its_line(self, registry: Registry) -> None:
        product = await a_product(registry)
        idea = {"name": "Chè", "support": ["packaging"]}
        plan = await approved(registry, await a_plan(registry, {"product_id": product["id"]}, idea))
        lines = [one["id"] for one in plan["approved"]]
        await advise(registry, product)
        await advise(registry, product, PROVINCE_OFFICER)
        await advise(registry, product, product_id=None, plan_line_id=lines[1])
        found = (await registry.read(PROVINCE_OFFICER, "/api/advice-support?year=2026"))["lines"]
        assert [(one["line_id"], one["by_office"]) for one in found] == [
            (lines[0], {COMMUNE: 1, "33": 1}), (lines[1], {COMMUNE: 1}),
        ]  # fmt: skip
        assert (await registry.read(NEIGHBOURS_OFFICER, "/api/advice-support?year=2026"))["lines"] == []
        unknown = await advise(registry, product, status=404, plan_line_id="nothing")
        assert unknown["type"].endswith("advice.line-unknown")


class TestThePages:
    async def test_give_list_and_close(self, registry: Registry) -> None:
        product = await a_product(registry)
        await approved(registry, await a_plan(registry, {"product_id": product["id"]}))
        officer = Browser(registry, OFFICER)
        path = f"/advice/new?producer={product['producer_id']}&product={product['id']}"
        asked = SAID | {"given_on": "03/08/2026", "next_by": "10/08/2026", "product_id": product["id"]}
        await officer.open(path, announced=NAMED)
        await officer.submit(path, asked | {"topic": ""}, status=422)
        await officer.open(path, announced=NAMED)
        await officer.submit(path, asked)
        [counsel] = (await registry.read(OFFICER, "/api/advice"))["items"]
        assert "/advice?state=open" in (await officer.client.get("/queues/own")).text
        for page in (
            "/advice",
            "/advice-support?year=2026",
            f"/products/{product['id']}",
            f"/plans/{counsel['plan_id']}",
        ):
            assert "Long nhãn sấy Tân Hưng" in await officer.open(page, announced=NAMED)
        await officer.open(f"/advice/{counsel['id']}", announced=NAMED)
        await officer.submit(f"/advice/{counsel['id']}/closing", {"outcome_note": ""}, status=422)
        await officer.open(f"/advice/{counsel['id']}", announced=NAMED)
        await officer.submit(f"/advice/{counsel['id']}/closing", {"done": "yes", "outcome_note": "Đã in"})
        assert (await registry.read(HUONG, f"/api/advice/{counsel['id']}"))["state"] == "done"
