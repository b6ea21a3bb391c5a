"""Prometheus gauges of returns: how many wait by level and state, and for how long the oldest is overdue."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from law.levels import level
from services.reporting.returns import store

DAY_SECONDS = 86_400.0
OTHER = "other"


class ReturnGauges:
    """By the level of the office that reports; whose they are stands on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge(
            "ocop_returns_waiting", "Returns that nobody has approved yet.", ["level", "state"], registry=registry
        )
        self.overdue = Gauge(
            "ocop_returns_oldest_overdue_seconds",
            "For how long the oldest return that was not handed in is overdue; 0 where none is.",
            ["level"],
            registry=registry,
        )
        self.undecided = Gauge(
            "ocop_returns_oldest_undecided_seconds",
            "For how long the oldest return that was handed in waits for the office above; 0 where none does.",
            ["level"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew, grouped in the database."""
        found: dict[tuple[str, ...], float] = {}
        for (of, state), count in (await store.by_state(unit)).items():
            found[_known(of), state] = found.get((_known(of), state), 0) + count
        put(self.waiting, found)
        put(self.overdue, _oldest(await store.first_due(unit), unit.today))
        put(self.undecided, _oldest(await store.first_submitted(unit), unit.today))


def _oldest(days: dict[str, date], today: date) -> dict[tuple[str, ...], float]:
    found: dict[tuple[str, ...], float] = {}
    for of, day in days.items():
        found[(_known(of),)] = max(found.get((_known(of),), 0.0), DAY_SECONDS * max(0, (today - day).days))
    return found


def _known(of: str) -> str:
    return of if level(of) else OTHER


gauges = ReturnGauges
