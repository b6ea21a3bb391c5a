"""Prometheus gauges of uses of the mark: how many wait for what, and for how long the oldest is overdue."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.registry.marks import store
from services.registry.marks.mark_use import Waits

DAY_SECONDS = 86_400.0


class MarkUseGauges:
    """By what they wait for; which they are stands on the list, which each person sees for what is theirs."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_mark_uses_waiting", "Uses of the mark that wait, by what for.", ["waits"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_mark_uses_oldest_overdue_seconds",
            "For how long the oldest of them is overdue; 0 where none is.",
            ["waits"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index, what waits; nothing of what is done."""
        found = {waits: await store.waiting(unit, waits) for waits in Waits}
        put(self.waiting, {(waits.value,): count for waits, (count, _) in found.items()})
        late = {waits: (unit.today - day).days if day else 0 for waits, (_, day) in found.items()}
        put(self.overdue, {(waits.value,): DAY_SECONDS * max(0, days) for waits, days in late.items()})


gauges = MarkUseGauges
