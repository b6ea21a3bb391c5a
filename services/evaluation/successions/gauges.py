"""Prometheus gauges of successions: cases whose office ended and which nobody has taken over."""

from __future__ import annotations

from datetime import timedelta

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from law.levels import levels
from law.places import last_day_of
from services.evaluation.cases import legal, store

TIERS, OTHER = tuple(level.id for level in levels()), "other"


class SuccessionGauges:
    """By the tier of the office that ended; which case and which office stand on its page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.cases = Gauge(
            "ocop_cases_without_office", "Pending cases of offices that ended.", ["tier"], registry=registry
        )
        self.oldest = Gauge(
            "ocop_cases_without_office_oldest_seconds",
            "Since when the office that ended first of these is gone; 0 where there is none.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew: open cases by office, of which there are few."""
        counts: dict[tuple[str, ...], float] = {(tier,): 0 for tier in TIERS}
        gone = timedelta()
        for office, tier, count in await store.pending_by_office(unit):
            if legal.is_there(office, unit.today):
                continue
            key = (tier if tier in TIERS else OTHER,)
            counts[key] = counts.get(key, 0) + count
            last = last_day_of(office, unit.today)
            gone = max(gone, unit.today - last) if last else gone
        put(self.cases, counts)
        self.oldest.set(gone.total_seconds())


gauges = SuccessionGauges
