"""What the events of inspections, breaches and yearly cards say has happened, as occurrences. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.registry.breach import BreachMeasureTakenV1, BreachOpenedV1
from ocop_events.registry.inspection import InspectionCancelledV1, InspectionCompletedV1, InspectionPlannedV1
from ocop_events.registry.yearly_card import YearlyCardFiledV1

from services.reporting.figures.happenings import happenings, of_producer
from services.reporting.figures.occurrence import Occurrence

WATCH_COUNTED: tuple[type[EventData], ...] = (
    BreachMeasureTakenV1,
    BreachOpenedV1,
    InspectionCancelledV1,
    InspectionCompletedV1,
    InspectionPlannedV1,
    YearlyCardFiledV1,
)
"""The events of how products are watched that are counted."""


_Inspection = InspectionPlannedV1 | InspectionCancelledV1 | InspectionCompletedV1


def _inspection(event: _Inspection, version: int, kind: str, on: date, **more: Any) -> Iterator[Occurrence]:
    result = event.finding if isinstance(event, InspectionCompletedV1) else None
    yield Occurrence(
        id=f"{kind}:{event.inspection_id}",
        version=version,
        kind=kind,
        on=on,
        page=f"/inspections/{event.inspection_id}",
        **{**of_producer(event.producer, event.product, result=result), "place": event.office},
        **more,
    )


@happenings.register
def _(event: InspectionPlannedV1, version: int) -> Iterator[Occurrence]:
    yield from _inspection(event, version, "inspection-planned", event.planned_on)


@happenings.register
def _(event: InspectionCancelledV1, version: int) -> Iterator[Occurrence]:
    yield from _inspection(event, version, "inspection-planned", event.cancelled_on, gone=True)


@happenings.register
def _(event: InspectionCompletedV1, version: int) -> Iterator[Occurrence]:
    yield from _inspection(event, version, "inspection-held", event.completed_on)


@happenings.register
def _(event: BreachOpenedV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"breach:{event.breach_id}",
        version=version,
        kind="breach",
        on=event.opened_on,
        page=f"/breaches/{event.breach_id}",
        **{**of_producer(event.producer, event.product, kind=event.kind), "place": event.office},
    )


@happenings.register
def _(event: BreachMeasureTakenV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"measure:{event.breach_id}:{version}",
        version=version,
        kind="measure",
        on=event.taken_on,
        page=f"/breaches/{event.breach_id}",
        **{**of_producer(event.producer, event.product, kind=event.measure), "place": event.office},
    )


@happenings.register
def _(event: YearlyCardFiledV1, version: int) -> Iterator[Occurrence]:
    figures = event.figures
    amounts = {
        "revenue": figures.revenue,
        "export": figures.export_value,
        "labour": figures.labour,
        "labour-women": figures.labour_women,
    }
    yield Occurrence(
        id=f"yearly-card:{event.card_id}",
        version=version,
        kind="yearly-card",
        on=event.filed_on,
        page=f"/products/{event.product.id}",
        amounts={name: value for name, value in amounts.items() if value is not None},
        **of_producer(event.producer, event.product),
    )
