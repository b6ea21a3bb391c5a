"""
Answers to agencies' reports: each exactly once, on `ocop.answers.<agency>`.

A report that had to wait for a person is answered `waiting` first, and settled once the person has spoken.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import BothLanguages
from ocop_events.words import ReportAnswer

TOPIC = "ocop.answers.{agency}"


class AnswerFacts(
    EventData,
    key_facts=("agency", "answer"),
    example={
        "report_id": "ATTP-2026-00017",
        "agency": "food-safety",
        "event_id": "0198a1b0-1111-7000-8000-000000000001",
        "answer": "waiting",
    },
):
    """`report_id` is the agency's own number; `product_code` and `producer_name` say whom it was matched to."""

    report_id: str
    agency: str
    event_id: Annotated[str, Field(description="The `ce_id` of the report that is answered.")]
    answer: ReportAnswer
    reason: Annotated[BothLanguages | None, Field(description="Why it was refused, and what to do.")] = None
    product_code: str | None = None
    producer_name: str | None = None


class ReportAnsweredV1(
    AnswerFacts,
    type="vn.ocop.answers.report.answered.v1",
    topic=TOPIC,
    key="report_id",
    vi="Trả lời cơ quan: báo cáo đã được xử lý thế nào.",
    example={"answered_on": "2026-10-02"},
):
    """What became of a report, said once for each."""

    answered_on: date


class ReportSettledV1(
    AnswerFacts,
    type="vn.ocop.answers.report.settled.v1",
    topic=TOPIC,
    key="report_id",
    vi="Kết quả cuối cùng của báo cáo đã chờ cán bộ.",
    example={
        "answer": "matched",
        "product_code": "33-11977-1-2026",
        "producer_name": "Hợp tác xã Nhãn lồng Tân Hưng",
        "settled_on": "2026-10-05",
    },
):
    """What became in the end of a report that waited for a person."""

    settled_on: date
