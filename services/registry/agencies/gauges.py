"""Prometheus gauges of agencies' reports: what waits at the matching queue by age, and how long each agency has been silent."""

from __future__ import annotations

from datetime import datetime, time

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from law.agencies import agencies, looked_at, may_be_silent
from services.registry.agencies import store


class AgencyGauges:
    """By agency as installed, and by age step; the reports themselves stand on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        by = ["agency"]
        self.waiting = Gauge(
            "ocop_agency_reports_waiting",
            "Agencies' reports that wait for a person to say whom they concern, by age.",
            ["agency", "age"],
            registry=registry,
        )
        self.oldest = Gauge(
            "ocop_agency_reports_oldest_waiting_seconds",
            "For how long the oldest of them waits; 0 where none does.",
            by,
            registry=registry,
        )
        self.silence = Gauge(
            "ocop_agency_silent_seconds",
            "For how long nothing came from an agency that reported before.",
            by,
            registry=registry,
        )
        self.allowed = Gauge(
            "ocop_agency_may_be_silent_seconds",
            "For how long it may say nothing by its own rhythm.",
            by,
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew; of each agency so many days are looked at as the list says."""
        known = agencies()
        waiting = await store.waiting_by_age(unit, [one.id for one in known])
        put(self.waiting, {labels: float(count) for labels, count in waiting.items()})
        oldest: dict[tuple[str, ...], float] = {}
        silent: dict[tuple[str, ...], float] = {}
        allowed: dict[tuple[str, ...], float] = {}
        for one in known:
            since = await store.waiting_longest(unit, one.id)
            oldest[one.id,] = (unit.now - since).total_seconds() if since else 0.0
            if days := await store.days_reported(unit, one.id, looked_at()):
                last = datetime.combine(days[0], time.max, tzinfo=unit.now.tzinfo)
                silent[one.id,] = max(0.0, (unit.now - last).total_seconds())
                allowed[one.id,] = may_be_silent(one, days).total_seconds()
        put(self.oldest, oldest)
        put(self.silence, silent)
        put(self.allowed, allowed)


gauges = AgencyGauges
