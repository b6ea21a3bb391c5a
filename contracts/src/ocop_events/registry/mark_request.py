"""Requests to use the mark by others than its producers: shops, fairs, press. Asked and answered in writing."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, PlacePath
from ocop_events.words import MarkMedium

TOPIC = "ocop.registry.mark-request"


class MarkRequestFacts(
    EventData,
    key_facts=("office",),
    example={
        "mark_request_id": "0198a1b0-0000-7000-8000-000000000a12",
        "office": "33",
        "organisation": "Siêu thị Phố Hiến",
        "purpose": "Gian hàng OCOP tại Tuần hàng Tết",
        "media": ["advertising"],
    },
):
    """What every event of a request carries; `organisation` is who asks, no person."""

    mark_request_id: str
    office: PlacePath
    organisation: str
    purpose: str
    media: list[MarkMedium] = []


class MarkRequestReceivedV1(
    MarkRequestFacts,
    type="vn.ocop.registry.mark-request.received.v1",
    topic=TOPIC,
    key="mark_request_id",
    vi="Một đơn vị khác xin sử dụng nhãn hiệu.",
    example={"answer_by": "2026-12-20", "received_on": "2026-12-01"},
):
    """Somebody asked to use the mark."""

    answer_by: date | None = None
    received_on: date


class MarkRequestAnsweredV1(
    MarkRequestFacts,
    type="vn.ocop.registry.mark-request.answered.v1",
    topic=TOPIC,
    key="mark_request_id",
    key_facts=("allowed", "until"),
    vi="Cơ quan trả lời đơn vị xin sử dụng nhãn hiệu.",
    example={"allowed": True, "until": "2027-02-28", "answered_on": "2026-12-10"},
):
    """The office allowed it, until a day, or refused with a reason."""

    allowed: bool
    until: date | None = None
    reason: str | None = None
    paper: OfficialPaper | None = None
    answered_on: date
