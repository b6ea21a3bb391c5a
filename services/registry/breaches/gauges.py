"""Prometheus gauges of breaches: how many wait for whom, and for how long the oldest day has passed."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.registry.breaches import store
from services.registry.breaches.lifecycle import OPEN_STATES

DAY_SECONDS = 86_400.0
TURNS = ("office", "producer")


class BreachGauges:
    """By state and by whose turn it is; which they are stands on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_breaches_waiting", "Breaches that are not closed.", ["state", "turn"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_breaches_oldest_overdue_seconds",
            "For how long the oldest day among them has passed; 0 where none has.",
            ["turn"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, grouped in the database."""
        found = await store.waiting(unit)
        counts: dict[tuple[str, ...], float] = {(state.value, turn): 0 for state in OPEN_STATES for turn in TURNS}
        late = dict.fromkeys(TURNS, 0)
        for (state, turn), (rows, due) in found.items():
            counts[(state, turn)] = rows
            if due is not None:
                late[turn] = max(late[turn], (unit.today - date.fromisoformat(due)).days)
        put(self.waiting, counts)
        put(self.overdue, {(turn,): DAY_SECONDS * days for turn, days in late.items()})


gauges = BreachGauges
