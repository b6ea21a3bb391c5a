"""Prometheus gauges of outside decisions: how many wait for their second person, and since when."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.work import Unit
from services.evaluation.outside_decisions import store

DAY_SECONDS = 86_400.0


class OutsideDecisionGauges:
    """Which they are stands on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_outside_decisions_waiting",
            "Decisions of higher offices that were entered and wait for a second person.",
            registry=registry,
        )
        self.oldest = Gauge(
            "ocop_outside_decisions_oldest_seconds",
            "Since when the one that waits longest was entered; 0 where none waits.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index alone."""
        many, since = await store.waiting(unit)
        self.waiting.set(many)
        self.oldest.set(DAY_SECONDS * max(0, (unit.today - since).days) if since else 0.0)


gauges = OutsideDecisionGauges
