"""Plans of inspection of a year: told to who inspects, never to those who will be inspected."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef
from ocop_events.words import InspectionScope

TOPIC = "ocop.registry.inspection-plan"


class InspectionPlanLine(
    Part, example={"line_id": "1", "scope": ["mark", "food-safety"], "quarter": 1, "reasons": ["Chưa kiểm tra lần nào"]}
):
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
    vi="Kế hoạch kiểm tra năm của cơ quan được duyệt; toàn bộ nội dung.",
    example={
        "plan_id": "0198a1b0-0000-7000-8000-0000000001a1",
        "office": "33",
        "year": 2027,
        "lines": [{}],
        "approved_on": "2026-12-28",
    },
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
    vi="Kết thúc năm kế hoạch kiểm tra: số dòng đã kiểm tra.",
    example={
        "plan_id": "0198a1b0-0000-7000-8000-0000000001a1",
        "office": "33",
        "year": 2027,
        "lines": 30,
        "held": 28,
        "unplanned": 4,
        "closed_on": "2027-12-31",
    },
):
    """A plan's year is over: how many of its lines were inspected."""

    plan_id: str
    office: PlacePath
    year: int
    lines: int
    held: int
    unplanned: int = 0
    closed_on: date
