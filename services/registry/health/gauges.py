"""Prometheus gauges of credentials and of the papers certificates lean on."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from law.kinds import kinds_of_credential
from services.registry.credentials import store as credentials
from services.registry.health import store
from services.registry.health.paper_health import Health

DAY_SECONDS = 86_400.0
NONE = "other"


class PaperGauges:
    """By kinds and healths the code and the list of the law know; whose papers they are stands on the pages."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.unverified = Gauge(
            "ocop_credentials_unverified", "Credentials that no officer compared yet.", ["kind"], registry=registry
        )
        self.oldest = Gauge(
            "ocop_credentials_oldest_unverified_seconds",
            "For how long the oldest of them waits; 0 where none does.",
            registry=registry,
        )
        self.healths = Gauge(
            "ocop_certificates_by_paper_health",
            "Valid certificates by the health of the papers they lean on.",
            ["health"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, grouped in the database."""
        known = kinds_of_credential()
        waiting: dict[tuple[str, ...], float] = {}
        for kind, rows in (await credentials.counted_unverified(unit)).items():
            label = (kind if kind in known else NONE,)
            waiting[label] = waiting.get(label, 0) + rows
        put(self.unverified, waiting)
        oldest = await credentials.oldest_unverified(unit)
        self.oldest.set(_age(oldest.recorded_on, unit.today) if oldest else 0)
        found = await store.counted_by_health(unit)
        put(self.healths, {(one.value,): found.get(one.value, 0) for one in Health})


def _age(since: date, on: date) -> float:
    return max(0, (on - since).days) * DAY_SECONDS


gauges = PaperGauges
