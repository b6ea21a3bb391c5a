"""Prometheus gauges of inspections: how many visits are due to be held or recorded, and for how long the oldest is overdue."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.registry.inspections import store
from services.registry.inspections.lifecycle import OPEN

DAY_SECONDS = 86_400.0


class InspectionGauges:
    """By what is to be done: `scheduled` waits to be held, `checked` for its signed record; which ones they are is told to who inspects only."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.due = Gauge(
            "ocop_inspections_due", "Visits that are due today or were, and not over.", ["stage"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_inspections_oldest_overdue_seconds",
            "For how long the oldest of them is overdue; 0 where none is.",
            ["stage"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, from an index over what is not over."""
        counted = await store.due_by_stage(unit, unit.today)
        put(self.due, {(stage.value,): float(counted.get(stage.value, 0)) for stage in OPEN})
        late: dict[tuple[str, ...], float] = {}
        for stage in OPEN:
            since = await store.longest_due(unit, stage)
            late[stage.value,] = DAY_SECONDS * max(0, (unit.today - since).days) if since else 0.0
        put(self.overdue, late)


gauges = InspectionGauges
