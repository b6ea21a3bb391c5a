"""Prometheus gauges of directives: how many tasks wait by state and age, and for how long the oldest is overdue."""

from __future__ import annotations

from datetime import timedelta

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.reporting.directives import task_store
from services.reporting.directives.task_lifecycle import LIVE

DAY_SECONDS = 86_400.0
AGES = {"quarter": 90, "month": 30, "week": 7}
"""Step of age → from how many days after it was given a task is of it; the oldest first. Younger: `new`."""


class DirectiveGauges:
    """Which tasks they are stands on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_directive_tasks_waiting",
            "Tasks of directives that are not done, by state and age.",
            ["state", "age"],
            registry=registry,
        )
        self.overdue = Gauge(
            "ocop_directive_tasks_overdue", "Tasks whose day passed without an answer.", registry=registry
        )
        self.oldest = Gauge(
            "ocop_directive_tasks_oldest_overdue_seconds",
            "For how long the oldest task without an answer is overdue; 0 where none is.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, grouped in the database."""
        steps = {name: unit.today - timedelta(days=days) for name, days in AGES.items()}
        found = await task_store.by_age(unit, steps)
        counts: dict[tuple[str, ...], float] = {
            (state.value, age): found.get((state.value, age), 0) for state in LIVE for age in (*AGES, "new")
        }
        put(self.waiting, counts)
        count, first = await task_store.overdue(unit)
        self.overdue.set(count)
        self.oldest.set(DAY_SECONDS * (unit.today - first).days if first else 0)


gauges = DirectiveGauges
