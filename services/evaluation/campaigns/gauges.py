"""Prometheus gauges of campaigns: how many lines are at which stage, and for how long the oldest day has passed."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from services.evaluation.campaigns import line_store
from services.evaluation.campaigns.line_lifecycle import OPEN_STAGES, WAITING

DAY_SECONDS = 86_400.0


class CampaignGauges:
    """Of campaigns that are under way; which lines they are stands on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_campaign_lines_waiting", "Lines of open campaigns that are not done.", ["stage"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_campaign_lines_oldest_overdue_seconds",
            "For how long the last day of the oldest line without a dossier has passed; 0 where none has.",
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, grouped in the database."""
        found = await line_store.waiting(unit)
        put(self.waiting, {(stage.value,): found.get(stage, (0, None))[0] for stage in OPEN_STAGES})
        due = [day for stage in WAITING if (day := found.get(stage, (0, None))[1])]
        late = (unit.today - date.fromisoformat(min(due))).days if due else 0
        self.overdue.set(DAY_SECONDS * max(0, late))


gauges = CampaignGauges
