"""Plans of inspection of a year: told to who inspects, never to those who will be inspected."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef
from ocop_events.words import InspectionScope

TOPIC = "ocop.registry.inspection-plan"


class InspectionPlanLine(Part):
    """One producer on the plan, and why."""

    line_id: str
    producer: ProducerRef
    scope: list[InspectionScope] = []
    quarter: Annotated[int | None, Field(ge=1, le=4)] = None
    reasons: list[str] = []


class InspectionPlanApprovedV1(
    EventData,
    type="vn.ocop.registry.inspection-plan.approved.v1",
    topic=TOPIC,
    key="plan_id",
    key_facts=("office", "year", "lines"),
    planned=True,
):
    """An office's plan of inspections for a year was approved, or approved again; the whole of it."""

    plan_id: str
    office: PlacePath
    year: int
    paper: OfficialPaper | None = None
    lines: list[InspectionPlanLine]
    approved_on: date


class InspectionPlanClosedV1(
    EventData,
    type="vn.ocop.registry.inspection-plan.closed.v1",
    topic=TOPIC,
    key="plan_id",
    key_facts=("office", "year"),
    planned=True,
):
    """A plan's year is over: how many of its lines were inspected."""

    plan_id: str
    office: PlacePath
    year: int
    lines: int
    held: int
    unplanned: int = 0
    closed_on: date
