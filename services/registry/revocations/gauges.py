"""Prometheus gauges of revocations: how many wait in which state, and for how long the oldest is overdue."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.registry.revocations import store
from services.registry.revocations.lifecycle import OPEN, State

WAITING = (*OPEN, State.DECIDED)
"""Where something is still to be done: by an office, or by the producer."""
DAY_SECONDS = 86_400.0


class RevocationGauges:
    """By state; the procedures themselves stand on the page, which each officer sees for what is theirs."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_revocations_waiting", "Revocations that wait for a step, by state.", ["state"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_revocations_oldest_overdue_seconds",
            "For how long the step that is longest due is overdue, by state; 0 where none is.",
            ["state"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew: grouped, from an index, of what waits only."""
        found = await store.by_state(unit)
        put(self.waiting, {(state.value,): found.get(state.value, (0, None))[0] for state in WAITING})
        first = {state: found.get(state.value, (0, None))[1] for state in WAITING}
        late = {
            state: max(0, (unit.today - date.fromisoformat(day)).days) if day else 0 for state, day in first.items()
        }
        put(self.overdue, {(state.value,): DAY_SECONDS * days for state, days in late.items()})


gauges = RevocationGauges
