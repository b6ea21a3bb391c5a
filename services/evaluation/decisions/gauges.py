"""Prometheus gauges of decisions: which are drafts or signed and not issued, and since when."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.evaluation.decisions import store
from services.evaluation.decisions.decision import Kind


class DecisionGauges:
    """By kind and state; number and lines of a decision stand on its page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_decisions_waiting", "Decisions not issued yet, by kind and state.", ["kind", "state"],
            registry=registry,
        )  # fmt: skip
        self.oldest = Gauge(
            "ocop_decisions_oldest_signed_seconds",
            "Since when the signed copy that waits longest to be issued is on file; 0 where none does.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index alone."""
        found = await store.by_state(unit)
        pairs = [(kind.value, state.value) for kind in Kind for state in store.WAITS]
        put(self.waiting, {pair: found.get(pair, 0) for pair in pairs})
        since = await store.oldest_signed(unit)
        self.oldest.set(max(0.0, (unit.now - since).total_seconds()) if since else 0.0)


gauges = DecisionGauges
