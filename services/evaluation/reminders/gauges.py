"""Prometheus gauges of councils' steps: how many were not taken in their time, and how long the oldest of them is late."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from law.terms import STEPS
from services.evaluation.reminders import store

OTHER = "other"
DAY_SECONDS = 86_400.0


class ReminderGauges:
    """By the step that is awaited; which case it is stands in the work of its office, overdue on top."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.overdue = Gauge(
            "ocop_council_steps_overdue", "Councils' steps not taken in their time.", ["step"], registry=registry
        )
        self.oldest = Gauge(
            "ocop_council_steps_oldest_overdue_seconds",
            "For how long the oldest of them is overdue; 0 where none is.",
            ["step"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, of open cases alone."""
        counts: dict[tuple[str, ...], float] = {(step,): 0.0 for step in STEPS}
        ages = dict(counts)
        for step, due_on, cases in await store.overdue_by_step(unit):
            key = (step if step in STEPS else OTHER,)
            counts[key] = counts.get(key, 0) + cases
            ages[key] = max(ages.get(key, 0), DAY_SECONDS * (unit.today - due_on).days)
        put(self.overdue, counts)
        put(self.oldest, ages)


gauges = ReminderGauges
