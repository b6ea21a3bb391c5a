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

    async def refresh(self, unit: Unit) -> None:
        """Counts anew."""
        self.drafts.set(await store.activities.count(unit, {"state": State.DRAFT.value}))


gauges = ActivityGauges
