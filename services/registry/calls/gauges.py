"""Prometheus gauges of calls: how many reasons to call nobody has called about, and how long the oldest is overdue."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.registry.calls import use_cases
from services.registry.calls.call import Kind

DAY_SECONDS = 86_400.0


class CallGauges:
    """By the reason's kind; whom to call stands on the page, which each officer sees for what is theirs."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_calls_waiting", "Reasons to call that nobody has called about.", ["kind"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_calls_oldest_overdue_seconds",
            "For how long the oldest of them is overdue; 0 where none is.",
            ["kind"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew; of each kind at most as many as the list looks at."""
        found = await use_cases.reasons_of_all(unit)
        late = {kind: [(unit.today - one.due_on).days for one in found if one.kind is kind] for kind in Kind}
        put(self.waiting, {(kind.value,): len(days) for kind, days in late.items()})
        put(self.overdue, {(kind.value,): DAY_SECONDS * max(0, *days, 0) for kind, days in late.items()})


gauges = CallGauges
