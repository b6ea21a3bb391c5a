"""Prometheus gauges of citizens' reports: how many nobody has answered, and for how long the oldest day has passed."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.work import Unit
from services.registry.citizen_reports import store

DAY_SECONDS = 86_400.0


class CitizenReportGauges:
    """In all; which they are stands on the page of each office."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_citizen_reports_waiting", "Citizens' reports nobody has answered.", registry=registry
        )
        self.overdue = Gauge(
            "ocop_citizen_reports_oldest_overdue_seconds",
            "For how long the day of the oldest answer owed has passed; 0 where none has.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, in the database."""
        rows, due = await store.waiting(unit)
        days = (unit.today - date.fromisoformat(due)).days if due else 0
        self.waiting.set(rows)
        self.overdue.set(DAY_SECONDS * max(0, days))


gauges = CitizenReportGauges
