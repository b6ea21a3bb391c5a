"""Prometheus gauges of likely twins: how many pairs nobody has looked at, and for how long the oldest has waited."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.registry.twins import store
from services.registry.twins.pair import Kind


class TwinGauges:
    """By what the two are; which they are stands on the page, which each registrar sees for what is theirs."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.open = Gauge(
            "ocop_twins_open", "Pairs of likely twins that nobody has decided about.", ["kind"], registry=registry
        )
        self.oldest = Gauge(
            "ocop_twins_oldest_open_seconds",
            "For how long the oldest of them has waited; 0 where none does.",
            ["kind"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index."""
        found = {kind: await store.open_of_all(unit, kind) for kind in Kind}
        put(self.open, {(kind.value,): count for kind, (count, _) in found.items()})
        ages = {kind: (unit.now - since).total_seconds() if since else 0.0 for kind, (_, since) in found.items()}
        put(self.oldest, {(kind.value,): max(0.0, age) for kind, age in ages.items()})


gauges = TwinGauges
