"""Prometheus gauges of decisions on their way: how many have not arrived whole, and since when the oldest has not."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.work import Unit
from services.registry.certificates import store


class ArrivalGauges:
    """Without labels: which decisions they are stands on the page of certificates."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.incomplete = Gauge(
            "ocop_decisions_incomplete",
            "Decisions of many lines whose certificates are not issued: some line has not arrived.",
            registry=registry,
        )
        self.oldest = Gauge(
            "ocop_decisions_oldest_incomplete_seconds",
            "Since when the first line of the oldest of them is here; 0 where none waits.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index alone; at most 1000."""
        self.incomplete.set(await store.arrivals.count(unit, {"issued_at": None}, most=1000))
        first = await store.arrivals.first(unit, {"issued_at": None}, [("first_at", 1)])
        self.oldest.set(max(0.0, (unit.now - first.first_at).total_seconds()) if first else 0.0)


gauges = ArrivalGauges
