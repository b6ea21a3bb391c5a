"""The programme's gauges: what the scrape reads is what the endpoints say, and labels stay few."""

from __future__ import annotations

from datetime import date, timedelta

from prometheus_client import CollectorRegistry

from tests.reporting.reporting_cases import opened, publish
from tests.reporting.reporting_harness import Reporting, issued

TODAY = date(2026, 8, 3)


async def refreshed(reporting: Reporting) -> CollectorRegistry:
    await reporting.service.figures.refresh("progress")
    return reporting.service.metrics.registry


class TestTheGauges:
    async def test_tell_open_cases_by_tier_stage_and_age_and_what_is_late(self, reporting: Reporting) -> None:
        early = TODAY - timedelta(days=33)
        await publish(
            reporting,
            (early, opened("a-c", early, TODAY - timedelta(days=1))),
            (early, opened("b-c", early, TODAY)),
            (TODAY, opened("c-c", TODAY, None)),
            (TODAY, opened("d-c", TODAY, None, tier="parish")),
        )
        read = (await refreshed(reporting)).get_sample_value
        old = {"tier": "commune", "stage": "opened", "age_days": "60"}
        assert read("ocop_cases", old) == 2
        assert read("ocop_cases", {**old, "age_days": "7"}) == 1
        assert read("ocop_cases", {"tier": "other", "stage": "opened", "age_days": "7"}) == 1
        assert read("ocop_cases_overdue", {"tier": "commune"}) == 1
        assert read("ocop_cases_overdue", {"tier": "province"}) == 0

    async def test_tell_certificates_by_days_to_their_end(self, reporting: Reporting) -> None:
        first = date(2023, 8, 20)
        await reporting.consume(
            issued("ends-soon", first), issued("young", TODAY), issued("ended", date(2023, 1, 1)), issued("new", TODAY)
        )
        read = (await refreshed(reporting)).get_sample_value
        assert read("ocop_certificates", {"days_left": "30"}) == 1
        assert read("ocop_certificates", {"days_left": "longer"}) == 2
        total = sum(
            read("ocop_certificates", {"days_left": step}) or 0 for step in ("0", "30", "60", "90", "120", "180")
        )
        assert total == 1

    async def test_forget_what_is_gone(self, reporting: Reporting) -> None:
        await reporting.consume(issued("c", date(2023, 8, 20)))
        assert (await refreshed(reporting)).get_sample_value("ocop_certificates", {"days_left": "30"}) == 1
        reporting.clock.advance(timedelta(days=400))
        assert (await refreshed(reporting)).get_sample_value("ocop_certificates", {"days_left": "30"}) == 0
