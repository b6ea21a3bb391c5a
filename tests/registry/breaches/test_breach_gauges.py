"""What is measured of breaches and citizens' reports is what the pages say, and forgets what is gone."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry

from services.registry.breaches.gauges import BreachGauges
from services.registry.citizen_reports.commands import ReportCommand
from services.registry.citizen_reports.gauges import CitizenReportGauges
from services.registry.citizen_reports.use_cases import report_product
from tests.registry.breaches.test_breaches import measure, taken_up
from tests.registry.days import let_pass
from tests.registry.registry_harness import OFFICER, PROVINCE_OFFICER, Registry, a_product, ruled, submitted

DAY = 86_400.0


class TestTheGauges:
    async def test_of_breaches_count_by_state_and_turn_and_how_late_the_oldest_is(self, registry: Registry) -> None:
        figures = CollectorRegistry()
        gauges, product = BreachGauges(figures), await a_product(registry)

        async def waiting(state: str, turn: str) -> float | None:
            await gauges.refresh(registry.service.work.reading())
            return figures.get_sample_value("ocop_breaches_waiting", {"state": state, "turn": turn})

        assert await waiting("open", "office") == 0
        breach = await taken_up(registry, product)
        assert await waiting("open", "office") == 1
        breach = await measure(registry, breach, "correction", until="2026-08-20")
        assert (await waiting("open", "office"), await waiting("correcting", "producer")) == (0, 1)
        await let_pass(registry, date(2026, 9, 5))
        assert await waiting("overdue", "office") == 1
        late = figures.get_sample_value("ocop_breaches_oldest_overdue_seconds", {"turn": "office"})
        listed = (await registry.read(PROVINCE_OFFICER, "/api/breaches?waiting=late"))["items"]
        assert late == DAY * (date(2026, 9, 5) - date.fromisoformat(listed[0]["due_on"])).days

    async def test_of_citizens_reports_count_what_nobody_answered(self, registry: Registry) -> None:
        dossier = await submitted(registry)
        await registry.consume(ruled(dossier, on=date(2026, 8, 3)))
        said = ReportCommand(about="mark", words="In năm sao")
        await registry.service.work.run(report_product, dossier["product_id"], said, (), "203.0.113.1")
        figures = CollectorRegistry()
        gauges = CitizenReportGauges(figures)
        await let_pass(registry, date(2026, 9, 1))
        await gauges.refresh(registry.service.work.reading())
        [one] = (await registry.read(OFFICER, "/api/citizen-reports"))["items"]
        late = figures.get_sample_value("ocop_citizen_reports_oldest_overdue_seconds")
        assert figures.get_sample_value("ocop_citizen_reports_waiting") == 1
        assert late == DAY * (date(2026, 9, 1) - date.fromisoformat(one["answer_by"])).days
        answer = {"founded": "no", "answer": "Đã kiểm tra"}
        await registry.send(OFFICER, f"/api/citizen-reports/{one['id']}/answer", answer, version=one["version"])
        await gauges.refresh(registry.service.work.reading())
        assert figures.get_sample_value("ocop_citizen_reports_waiting") == 0
