"""
What the events of resources say has happened, as occurrences. Pure.

Each entry of money counts on its own day, at the office whose money it is; what is planned on the first day of its year.
Money that was carried over is no new allocation: it is an occurrence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ocop_events.envelope import EventData
from ocop_events.reporting.resource import (
    ResourceAllocatedV1,
    ResourceCarriedOverV1,
    ResourceCorrectedV1,
    ResourceFacts,
    ResourcePlannedV1,
    ResourceSpentV1,
)

from services.reporting.figures.happenings import happenings
from services.reporting.figures.occurrence import Occurrence

MONEY_COUNTED: tuple[type[EventData], ...] = (
    ResourceAllocatedV1,
    ResourceCarriedOverV1,
    ResourceCorrectedV1,
    ResourcePlannedV1,
    ResourceSpentV1,
)
"""The events of resources that are counted."""
_KINDS = {"allocated": "resource-allocated", "spent": "resource-spent", "carried-out": "resource-carried"}
"""Kind of entry → kind of occurrence; what was carried in is counted where it was carried out."""


@happenings.register
def _(event: ResourcePlannedV1, version: int) -> Iterator[Occurrence]:
    yield _planned(event, version, event.amount)


@happenings.register
def _(event: ResourceAllocatedV1, version: int) -> Iterator[Occurrence]:
    if event.carried_from_year is None:
        yield _entry(event, version, "resource-allocated", event.entry_id, event.allocated_on, event.amount)


@happenings.register
def _(event: ResourceSpentV1, version: int) -> Iterator[Occurrence]:
    yield _entry(event, version, "resource-spent", event.entry_id, event.spent_on, event.amount)


@happenings.register
def _(event: ResourceCarriedOverV1, version: int) -> Iterator[Occurrence]:
    yield _entry(event, version, "resource-carried", event.entry_id, event.carried_on, event.amount)


@happenings.register
def _(event: ResourceCorrectedV1, version: int) -> Iterator[Occurrence]:
    entry = event.entry
    if entry is None:
        return
    if entry.kind == "planned":
        yield _planned(event, version, event.planned_total)
    elif entry.kind in _KINDS:
        yield _entry(event, version, _KINDS[entry.kind], event.entry_id, entry.on, entry.amount)


def _planned(event: ResourceFacts, version: int, amount: int) -> Occurrence:
    return _occurrence(event, version, "resource-planned", event.resource_id, date(event.year, 1, 1), amount)


def _entry(event: ResourceFacts, version: int, kind: str, entry_id: str | None, on: date, amount: int) -> Occurrence:
    return _occurrence(event, version, kind, entry_id or f"{event.resource_id}-{version}", on, amount)


def _occurrence(event: ResourceFacts, version: int, kind: str, id: str, on: date, amount: int) -> Occurrence:
    return Occurrence(
        id=f"{kind}:{id}",
        version=version,
        kind=kind,
        on=on,
        place=event.office,
        title=event.object_name or str(event.year),
        page=f"/resources/{event.resource_id}",
        service="reporting",
        product=event.object_id if event.object_kind == "product" else None,
        by={"source": event.source, "kind": event.object_kind},
        amounts={"dong": amount},
    )
