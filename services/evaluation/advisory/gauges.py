"""Prometheus gauges of advisory work: how much waits, for whom, and for how long the oldest report is overdue."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.evaluation.advisory import store

STAGES = ("team", "producer")
"""Whom it waits for: the team, or the producer who owes an answer."""
DAY_SECONDS = 86_400.0


class AdvisoryGauges:
    """By whom it waits for; which case it is stands in the work of who was given it, overdue on top."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_advisory_waiting", "Cases whose advisory report is not sealed.", ["stage"], registry=registry
        )
        self.oldest = Gauge(
            "ocop_advisory_oldest_overdue_seconds",
            "For how long the oldest of their reports is overdue; 0 where none is.",
            ["stage"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, of open work alone."""
        counts: dict[tuple[str, ...], float] = {(stage,): 0.0 for stage in STAGES}
        ages = dict(counts)
        for owes, first, works in await store.open_by_stage(unit):
            key = (STAGES[owes],)
            counts[key] = float(works)
            ages[key] = DAY_SECONDS * max(0, (unit.today - first).days)
        put(self.waiting, counts)
        put(self.oldest, ages)


gauges = AdvisoryGauges
