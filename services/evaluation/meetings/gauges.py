"""Prometheus gauges of meetings: how many are open or wait for their signed minutes, and since when the oldest does."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.evaluation.meetings import store
from services.evaluation.meetings.lifecycle import State

WAITING = (State.OPEN, State.CLOSED)


class MeetingGauges:
    """By state: `open` or `closed`, which waits for signed minutes; which meetings these are stands on the list of their office."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_meetings_waiting", "Meetings that are open, or wait for signed minutes.", ["state"], registry=registry
        )
        self.oldest = Gauge(
            "ocop_meetings_oldest_waiting_seconds",
            "Since when the oldest of them began; 0 where there is none.",
            ["state"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, of meetings that are not done with alone."""
        counts: dict[tuple[str, ...], float] = {}
        ages = dict(counts)
        for state in WAITING:
            count, oldest = await store.waiting_in(unit, state)
            counts[(state.value,)] = float(count)
            ages[(state.value,)] = max(0.0, (unit.now - oldest.starts_at).total_seconds()) if oldest else 0.0
        put(self.waiting, counts)
        put(self.oldest, ages)


gauges = MeetingGauges
