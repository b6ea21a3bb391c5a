"""Prometheus gauges of appeals: how many wait for which step, and for how long the oldest day has passed."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.evaluation.appeals import store
from services.evaluation.appeals.lifecycle import OPEN_STATES

DAY_SECONDS = 86_400.0


class AppealGauges:
    """By state; which appeals these are stands on the list of their office."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge("ocop_appeals_waiting", "Appeals that are not done with.", ["state"], registry=registry)
        self.overdue = Gauge(
            "ocop_appeals_oldest_overdue_seconds",
            "For how long the last day of the step that is owed has passed; 0 where none has.",
            ["state"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, grouped in the database."""
        found = await store.waiting(unit)
        counts: dict[tuple[str, ...], float] = {}
        late = dict(counts)
        for state in OPEN_STATES:
            rows, due = found.get(state, (0, None))
            days = (unit.today - date.fromisoformat(due)).days if due else 0
            counts[(state.value,)] = rows
            late[(state.value,)] = DAY_SECONDS * max(0, days)
        put(self.waiting, counts)
        put(self.overdue, late)


gauges = AppealGauges
