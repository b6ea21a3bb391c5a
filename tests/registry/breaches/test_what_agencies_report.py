"""What another agency reports becomes a breach, once; a match that is withdrawn takes it back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from kit.work import Unit
from programme.places import Where
from services.registry.agencies.report import Report
from services.registry.agencies.use_cases import MatchWithdrawn, ReportMatched
from services.registry.breaches.taking_up import from_inspection
from services.registry.inspections.inspection import Finding, Inspection, Reported
from services.registry.producers import store as producers
from services.registry.products import store as products
from tests.registry.breaches.test_breaches import measure
from tests.registry.registry_harness import COMMUNE, HUONG, PROVINCE_OFFICER, Registry, a_product

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)


def a_report(about: str, **content: Any) -> Report:
    return Report(
        id=f"report-{about}", agency="market-surveillance", report_id="QLTT-1", event_id="e-1", about=about,
        content=json.dumps(content), digest="0" * 64, reported_on=date(2026, 8, 2), received_at=NOON, office="33",
    )  # fmt: skip


async def matched(registry: Registry, report: Report, product_id: str | None) -> None:
    """The fact that whom a report concerns is known, as agencies' reports raise it."""

    async def happen(unit: Unit) -> None:
        product = await products.products.get(unit, product_id) if product_id else None
        producer = await producers.producers.get(unit, "p-huong")
        await unit.happens(ReportMatched(report=report, producer=producer, product=product))

    await registry.service.work.run(happen)


async def withdrawn(registry: Registry, report: Report) -> None:
    async def happen(unit: Unit) -> None:
        await unit.happens(MatchWithdrawn(report=report))

    await registry.service.work.run(happen)


async def all_of(registry: Registry, state: str = "") -> list[dict[str, Any]]:
    where = "/api/breaches" + (f"?state={state}" if state else "")
    found: list[dict[str, Any]] = (await registry.read(PROVINCE_OFFICER, where))["items"]
    return found


MISUSE = a_report("mark-breach.reported", what="In năm sao", found_on="2026-08-01", place_code="11977")


class TestAnAgencysReport:
    async def test_of_a_misused_mark_becomes_a_breach_once(self, registry: Registry) -> None:
        product = await a_product(registry)
        for _ in range(2):
            await matched(registry, MISUSE, product["id"])
        [breach] = await all_of(registry)
        assert (breach["source"], breach["agency"], breach["kind"], breach["severity"]) == (
            "agency", "market-surveillance", "mark", "major",
        )  # fmt: skip
        assert (breach["office"], breach["found_on"], breach["what"]) == ("33", "2026-08-01", "In năm sao")
        [seen] = (await registry.read(HUONG, "/api/breaches"))["items"]
        assert (seen["agency"], seen["agency_report_id"]) == (None, None)

    async def test_of_an_inspection_becomes_one_where_it_was_failed(self, registry: Registry) -> None:
        await a_product(registry)
        passed = a_report("inspection.reported", passed=True, finding="Đạt", inspected_on="2026-08-01")
        await matched(registry, passed, None)
        assert await all_of(registry) == []
        failed = a_report("inspection.reported", passed=False, finding="Không đạt", inspected_on="2026-08-01")
        await matched(registry, failed, None)
        [breach] = await all_of(registry)
        assert (breach["product_id"], breach["kind"], breach["what"]) == (None, "food-safety", "Không đạt")

    async def test_of_anything_else_is_no_breach(self, registry: Registry) -> None:
        product = await a_product(registry)
        await matched(registry, a_report("lab-test.reported", passed=False), product["id"])
        assert await all_of(registry) == []

    async def test_that_was_matched_wrongly_takes_its_breach_back(self, registry: Registry) -> None:
        product = await a_product(registry)
        await matched(registry, MISUSE, product["id"])
        await withdrawn(registry, MISUSE)
        assert await all_of(registry) == []
        [closed] = await all_of(registry, "closed")
        assert closed["result"] == "unfounded"
        await matched(registry, MISUSE, product["id"])
        assert len(await all_of(registry)) == 1, "a new match is a new breach"

    async def test_that_was_matched_wrongly_leaves_what_was_done_to_a_person(self, registry: Registry) -> None:
        product = await a_product(registry)
        await matched(registry, MISUSE, product["id"])
        [breach] = await all_of(registry)
        await measure(registry, breach, "correction")
        await withdrawn(registry, MISUSE)
        [kept] = await all_of(registry)
        assert kept["state"] == "correcting"


def an_inspection(product: dict[str, Any], *findings: tuple[str, str], **more: Any) -> Inspection:
    found = tuple(
        Finding(id=str(at), line="other", found=said, severity=severity) for at, (said, severity) in enumerate(findings)
    )
    here = Where.model_validate(product["place"])
    return Inspection(
        id="i-1", office=COMMUNE, producer_id="p-huong", producer_name="HTX", producer_kind="cooperative", place=here,
        product_id=product["id"], product_name=product["name"], set_no=7, scopes=("food-safety",), on=date(2026, 8, 2),
        planned_on=date(2026, 8, 2), findings=found, **more,
    )  # fmt: skip


class TestAnInspection:
    async def over(self, registry: Registry, inspection: Inspection) -> None:
        async def happen(unit: Unit) -> None:
            await from_inspection(unit, inspection)

        await registry.service.work.run(happen)

    async def test_with_findings_becomes_one_breach_as_grave_as_the_gravest(self, registry: Registry) -> None:
        product = await a_product(registry)
        await self.over(registry, an_inspection(product))
        assert await all_of(registry) == []
        await self.over(registry, an_inspection(product, ("Bụi", "minor"), ("Không bảo hộ", "critical")))
        [breach] = await all_of(registry)
        assert (breach["severity"], breach["kind"], breach["what"]) == ("critical", "food-safety", "Bụi\nKhông bảo hộ")
        assert (breach["office"], breach["inspection_id"]) == (COMMUNE, "i-1")

    async def test_of_another_agency_is_its_reports_matter(self, registry: Registry) -> None:
        product = await a_product(registry)
        reported = Reported(
            report_id="ATTP-1", agency="food-safety", agency_report_id="r-1", finding="Không đạt", passed=False
        )
        await self.over(registry, an_inspection(product, ("Không đạt", "major"), reported=reported))
        assert await all_of(registry) == []
