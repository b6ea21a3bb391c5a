"""Prometheus gauges of written opinions: how many collections are under way, and for how long the oldest was to be opened."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.work import Unit
from services.evaluation.opinions import store

DAY_SECONDS = 86_400.0


class OpinionGauges:
    """Which they are stands on their cases' pages."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge("ocop_opinions_waiting", "Collections of opinions under way.", registry=registry)
        self.overdue = Gauge(
            "ocop_opinions_oldest_overdue_seconds",
            "For how long the day by which forms were due has passed without being opened; 0 where none has.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index."""
        count, due = await store.waiting(unit)
        self.waiting.set(count)
        self.overdue.set(DAY_SECONDS * max(0, (unit.today - due).days if due else 0))


gauges = OpinionGauges
