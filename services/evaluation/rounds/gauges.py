"""Prometheus gauges of rounds: how many cases wait in those that are open, and for how long the oldest end has passed."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.evaluation.rounds import rules, store

DAY_SECONDS = 86_400.0


class RoundGauges:
    """By the state in which a case waits; which cases they are stands on the round's page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_round_cases_waiting", "Cases without a result in open rounds.", ["state"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_rounds_oldest_overdue_seconds",
            "For how long the last day of the oldest round that is not closed has passed; 0 where none has.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, grouped in the database."""
        found = await store.waiting_by_state(unit)
        put(self.waiting, {(state.value,): found.get(state.value, 0) for state in sorted(rules.WAITING)})
        ends = await store.first_end(unit)
        self.overdue.set(DAY_SECONDS * max(0, (unit.today - ends).days) if ends else 0)


gauges = RoundGauges
