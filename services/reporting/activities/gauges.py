"""Prometheus gauges of activities: how many that other agencies reported wait to be confirmed."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge

from kit.work import Unit
from services.reporting.activities import store
from services.reporting.activities.lifecycle import State


class ActivityGauges:
    """The gauges of activities, in the registry of the service."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.drafts = Gauge(
            "ocop_activities_to_confirm",
            "Activities that another agency reported, not confirmed yet.",
            registry=registry,
        )
        self.oldest = Gauge(
            "ocop_activities_oldest_to_confirm_seconds", "Since when the oldest of them waits.", registry=registry
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew."""
        drafts = {"state": State.DRAFT.value}
        self.drafts.set(await store.activities.count(unit, drafts))
        oldest = await store.activities.first(unit, drafts, sort=[("recorded_at", 1)])
        since = oldest.recorded_at if oldest else None
        self.oldest.set((unit.now - since).total_seconds() if since else 0)


gauges = ActivityGauges
