"""Inspections of certified products and their makers."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef

TOPIC = "ocop.registry.inspection"


class InspectionPlannedV1(
    EventData, type="vn.ocop.registry.inspection.planned.v1", topic=TOPIC, key="inspection_id", key_facts=("office",)
):
    """An office will inspect."""

    inspection_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    planned_on: date


class InspectionCompletedV1(
    EventData,
    type="vn.ocop.registry.inspection.completed.v1",
    topic=TOPIC,
    key="inspection_id",
    key_facts=("office", "finding", "grounds"),
):
    """An office has inspected."""

    inspection_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    completed_on: date
    finding: str
    grounds: list[str] = []
