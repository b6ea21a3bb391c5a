"""Prometheus gauges of year plans: how many wait to be approved, and for how long the oldest is overdue."""

from __future__ import annotations

from collections import Counter
from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from law.levels import levels
from law.places import CENTRE, gazetteer
from services.registry.plans import store

DAY_SECONDS = 86_400.0
OTHER = "other"


class PlanGauges:
    """By the level of the office that approves; whose they are stands on the page."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.waiting = Gauge("ocop_plans_waiting", "Year plans that wait to be approved.", ["level"], registry=registry)
        self.overdue = Gauge(
            "ocop_plans_oldest_overdue_seconds",
            "For how long the approval of the oldest of them is overdue; 0 where none is.",
            ["level"],
            registry=registry,
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew; of at most as many plans as there are offices."""
        found = [(level_of(one.to_office, unit.today), one.due_on) for one in await store.waiting(unit)]
        put(self.waiting, {(level,): count for level, count in Counter(level for level, _ in found).items()})
        late: dict[tuple[str, ...], float] = {}
        for level, due in found:
            days = (unit.today - due).days if due else 0
            late[(level,)] = max(late.get((level,), 0.0), DAY_SECONDS * max(0, days))
        put(self.overdue, late)


def level_of(office: str, on: date) -> str:
    """The level of an office on a day; `other` for one that the code lists do not have then."""
    places = gazetteer()
    if office != CENTRE and not places.exists(office, on):
        return OTHER
    kind = levels()[-1].place if office == CENTRE else places.at(office, on).level
    return next((one.id for one in levels() if one.place == kind), OTHER)


gauges = PlanGauges
