"""Prometheus gauges of the programme: cases and certificates, counted by a task, never in the scrape."""

from __future__ import annotations

from datetime import date

from prometheus_client import CollectorRegistry, Gauge

from kit.service.figures import put
from kit.work import Unit
from law.levels import levels
from services.reporting.progress import rules
from services.reporting.progress import store as progress
from services.reporting.progress.tally import Standing
from services.reporting.standings import store as standings
from services.reporting.standings.rules import holds

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

    async def refresh(self, unit: Unit) -> None:
        """Counts anew; labels whose last case has gone go with it."""
        open_cases, late = _counted(await progress.standing(unit, {}), unit.today)
        put(self.cases, open_cases)
        put(self.overdue, late)
        # Certificates are counted where the ledgers lie, all of them.
        put(self.certificates, await _by_days_left(unit))


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


gauges = ProgrammeGauges
