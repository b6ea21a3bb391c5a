"""Inspections of certified products and their makers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.picture import Picture
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef, ProductRef
from ocop_events.words import InspectionScope, Severity

TOPIC = "ocop.registry.inspection"


class Finding(Part):
    """One thing an inspection found: on which line of the checklist, how grave, by which article."""

    id: str
    line: str
    found: str
    severity: Severity
    article: str | None = None
    pictures: list[Picture] = []


class InspectionPlannedV1(
    EventData,
    type="vn.ocop.registry.inspection.planned.v1",
    topic=TOPIC,
    key="inspection_id",
    key_facts=("office",),
    vi="Cơ quan lên kế hoạch kiểm tra.",
    example={
        "inspection_id": "0198a1b0-0000-7000-8000-000000000dd1",
        "office": "33",
        "product": {},
        "planned_on": "2027-03-15",
    },
):
    """An office will inspect."""

    inspection_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    planned_on: date
    plan_id: str | None = None
    scope: list[InspectionScope] = []


class InspectionCompletedV1(
    EventData,
    type="vn.ocop.registry.inspection.completed.v1",
    topic=TOPIC,
    key="inspection_id",
    key_facts=("office", "finding", "grounds"),
    vi="Cơ quan đã kiểm tra.",
    example={
        "inspection_id": "0198a1b0-0000-7000-8000-000000000dd1",
        "office": "33",
        "product": {},
        "completed_on": "2027-03-15",
        "finding": "passed",
    },
):
    """An office has inspected."""

    inspection_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    completed_on: date
    finding: str
    grounds: list[str] = []
    plan_id: str | None = None
    scope: list[InspectionScope] = []
    unplanned_because: str | None = None
    findings: list[Finding] = []
    record: Annotated[OfficialPaper | None, Field(description="The record signed by both sides.")] = None
    refused_to_sign: bool = False


class InspectionCancelledV1(
    EventData,
    type="vn.ocop.registry.inspection.cancelled.v1",
    topic=TOPIC,
    key="inspection_id",
    key_facts=("office",),
    vi="Một cuộc kiểm tra đã lên kế hoạch không tiến hành.",
    example={
        "inspection_id": "0198a1b0-0000-7000-8000-000000000dd1",
        "office": "33",
        "product": {},
        "reason": "Đã có đoàn liên ngành kiểm tra",
        "cancelled_on": "2027-03-10",
    },
):
    """An inspection that was planned will not be held."""

    inspection_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    reason: str
    cancelled_on: date
