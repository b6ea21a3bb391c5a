"""Prometheus gauges of the programme: cases and certificates, counted by a task, never in the scrape."""

from __future__ import annotations

import asyncio
import time
from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service import Service
from kit.work import Unit
from law.levels import levels
from services.reporting.progress import rules
from services.reporting.progress import store as progress
from services.reporting.progress.tally import Standing
from services.reporting.standings import store as standings
from services.reporting.standings.rules import holds

REFRESHED_EVERY_SECONDS = 30.0
TIERS, OTHER = tuple(level.id for level in levels()), "other"
DAYS_LEFT, LONGER = (0, 30, 60, 90, 120, 180, 365), "longer"
"""Certificates are counted by how long they still hold, in these steps."""

Counts = dict[tuple[str, ...], int]


class ProgrammeGauges:
    """The programme's gauges, in the registry of the service. No label is an id; their values are few and known."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.cases = Gauge("ocop_cases", "Open cases.", ["tier", "stage", "age_days"], registry=registry)
        self.overdue = Gauge(
            "ocop_cases_overdue", "Open cases whose office let its period pass.", ["tier"], registry=registry
        )
        self.certificates = Gauge(
            "ocop_certificates", "Certificates that hold today, by days to their end.", ["days_left"], registry=registry
        )
        self.refreshed = Gauge(
            "ocop_programme_refreshed_timestamp_seconds", "When these were last counted.", registry=registry
        )

    async def refresh(self, unit: Unit) -> None:
        """Counts anew; labels whose last case has gone go with it."""
        open_cases, late = _counted(await progress.standing(unit, {}), unit.today)
        _set(self.cases, open_cases)
        _set(self.overdue, late)
        _set(self.certificates, await _by_days_left(unit))
        self.refreshed.set_to_current_time()


async def watch(service: Service) -> None:
    """Refreshes the gauges once and rests; run as a task, again and again."""
    gauges: ProgrammeGauges = service.resources["programme_gauges"]
    began = time.monotonic()
    await gauges.refresh(service.work.reading())
    # Certificates are counted where the ledgers lie, all of them: never more than a twentieth of the time goes into it.
    await asyncio.sleep(max(REFRESHED_EVERY_SECONDS, 20 * (time.monotonic() - began)))


def _counted(found: list[Standing], today: date) -> tuple[Counts, Counts]:
    open_cases: Counts = {}
    late: Counts = {(tier,): 0 for tier in TIERS}
    for one in found:
        tier = one.tier if one.tier in TIERS else OTHER
        key = (tier, one.stage.value, rules.age(one.opened_on, today))
        open_cases[key] = open_cases.get(key, 0) + one.count
        if one.due_on is not None and one.due_on < today and one.answered_on is None:
            late[tier,] = late.get((tier,), 0) + one.count
    return open_cases, late


async def _by_days_left(unit: Unit) -> Counts:
    counts: Counts = {(step,): 0 for step in (*map(str, DAYS_LEFT), LONGER)}
    for entry in await standings.everywhere(unit, lambda entry: holds(entry, unit.today)):
        left = (entry.last_on - unit.today).days
        counts[next((str(most) for most in DAYS_LEFT if left <= most), LONGER),] += 1
    return counts


def _set(gauge: Gauge, counts: Counts) -> None:
    gauge.clear()
    for labels, count in counts.items():
        gauge.labels(*labels).set(count)
