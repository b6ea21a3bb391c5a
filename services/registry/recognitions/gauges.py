"""Prometheus gauges of lists that were sent: how many are where, and whether the work on them goes on."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.registry.recognitions import store
from services.registry.recognitions.lifecycle import State

WAITING = (*store.UNDER_WAY, State.CHECKED)
"""Where something is still to be done: by the service, or by who sent the list."""


class SentListGauges:
    """By state; the lists and their senders stand on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.lists = Gauge("ocop_sent_lists", "Lists sent and not done with, by state.", ["state"], registry=registry)
        self.lines = Gauge(
            "ocop_sent_list_lines_left", "Lines the service has still to work on, of all lists.", registry=registry
        )
        self.oldest = Gauge(
            "ocop_sent_lists_oldest_seconds",
            "Since when the list that is longest under way is in its state.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew: states from an index, lines of what is under way only."""
        found = await store.by_state(unit)
        put(self.lists, {(state.value,): found.get(state, 0) for state in WAITING})
        under_way = await store.under_way(unit)
        self.lines.set(sum([await store.lines_left(unit, one) for one in under_way]))
        since = [one.steps[-1].at if one.steps else one.sent_at for one in under_way]
        self.oldest.set(max(0.0, (unit.now - min(since)).total_seconds()) if since else 0.0)


gauges = SentListGauges
