"""Prometheus gauges of requests to use the mark: how many wait, and for how long the oldest is overdue."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.work import Unit
from services.registry.mark_requests import store

DAY_SECONDS = 86_400.0


class MarkRequestGauges:
    """Without labels: who asks stands on the list of the office."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge("ocop_mark_requests_waiting", "Requests to use the mark not answered.", registry=registry)
        self.overdue = Gauge(
            "ocop_mark_requests_oldest_overdue_seconds",
            "For how long the oldest of them is overdue; 0 where none is.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index, what waits."""
        count, day = await store.waiting(unit)
        self.waiting.set(count)
        self.overdue.set(DAY_SECONDS * max(0, (unit.today - day).days) if day else 0.0)


gauges = MarkRequestGauges
