"""
Citizens' reports on a product's public page. Not public, and without what the citizen wrote or who they are.

Who has to answer reads the text in the registry, with the office's rights.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef

TOPIC = "ocop.registry.citizen-report"


class CitizenReportFacts(
    EventData,
    key_facts=("office",),
    example={"citizen_report_id": "0198a1b0-0000-7000-8000-000000000c21", "office": "33/11977", "about": "mark"},
):
    """What every event of a citizen's report carries."""

    citizen_report_id: str
    office: PlacePath
    product: ProductRef
    producer: ProducerRef
    about: Annotated[str, Field(description="What was ticked: `mark`, `quality`, `food-safety`, `origin`, `other`.")]


class CitizenReportReceivedV1(
    CitizenReportFacts,
    type="vn.ocop.registry.citizen-report.received.v1",
    topic=TOPIC,
    key="citizen_report_id",
    vi="Người dân phản ánh về một sản phẩm; cơ quan phải trả lời trước một ngày.",
    example={"photographs": 2, "answer_by": "2027-01-20", "received_on": "2027-01-05"},
):
    """A citizen reported something of a product; the office is to answer by a day."""

    photographs: int = 0
    answer_by: date | None = None
    received_on: date


class CitizenReportAnsweredV1(
    CitizenReportFacts,
    type="vn.ocop.registry.citizen-report.answered.v1",
    topic=TOPIC,
    key="citizen_report_id",
    key_facts=("founded",),
    vi="Cơ quan đã trả lời phản ánh.",
    example={"founded": True, "breach_id": "0198a1b0-0000-7000-8000-000000000ee1", "answered_on": "2027-01-12"},
):
    """The office answered; whoever has the answer number can read it."""

    founded: bool
    breach_id: str | None = None
    answered_on: date


class CitizenReportOverdueV1(
    CitizenReportFacts,
    type="vn.ocop.registry.citizen-report.overdue.v1",
    topic=TOPIC,
    key="citizen_report_id",
    vi="Quá hạn trả lời phản ánh của người dân.",
    example={"was_due_on": "2027-01-20", "climbs_to": "33"},
):
    """The day by which the office was to answer passed."""

    was_due_on: date
    climbs_to: Annotated[PlacePath | None, Field(description="The office above.")] = None
