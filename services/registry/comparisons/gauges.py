"""Prometheus counters of comparisons: what became of the lines compared. Nothing is kept of a comparison but this."""

from __future__ import annotations

from typing import cast

from prometheus_client import CollectorRegistry, Counter

from kit.service import Service
from kit.work import Unit
from services.registry.comparisons.comparison import Comparison, Outcome


class ComparisonCounters:
    """By outcome: a list that cannot be read shows as lines `unread`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.lines = Counter(
            "ocop_compared_lines", "Lines of lists compared with the register.", ["outcome"], registry=registry
        )
        for outcome in Outcome:
            self.lines.labels(outcome.value)

    @classmethod
    def of(cls, service: Service) -> ComparisonCounters:
        """Those of a service."""
        return cast(ComparisonCounters, service.gauges_of("comparisons"))

    def count(self, made: Comparison) -> Comparison:
        """Counts the lines of a comparison that was made."""
        for line in made.lines:
            self.lines.labels(line.outcome.value).inc()
        return made

    async def refresh(self, unit: Unit) -> None:
        """Nothing waits in the database."""


gauges = ComparisonCounters
