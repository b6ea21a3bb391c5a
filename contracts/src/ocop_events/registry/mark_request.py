"""
Requests to use the mark by others than its producers: shops, fairs, press. Asked and answered in writing.

How to reach who asked travels on a topic of its own, `ocop.registry.mark-reply`, and only once an office has answered.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath
from ocop_events.words import MarkMedium

TOPIC = "ocop.registry.mark-request"
REPLIES = "ocop.registry.mark-reply"


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


class MarkRequestOverdueV1(
    MarkRequestFacts,
    type="vn.ocop.registry.mark-request.overdue.v1",
    topic=TOPIC,
    key="mark_request_id",
    vi="Quá hạn trả lời đơn vị khác xin sử dụng nhãn hiệu.",
    example={"was_due_on": "2026-12-20", "climbs_to": "vn"},
):
    """The day by which the office was to answer passed."""

    was_due_on: date
    climbs_to: Annotated[PlacePath | None, Field(description="The office above.")] = None


class Asker(Part, example={"email": "sieuthi@example.vn"}):
    """Personal data: how to reach who asked, as they wrote it; nobody checked that the address is theirs."""

    email: str


class MarkReplyDueV1(
    MarkRequestFacts,
    type="vn.ocop.registry.mark-reply.due.v1",
    topic=REPLIES,
    key="mark_request_id",
    key_facts=("allowed", "until"),
    vi="Cơ quan đã trả lời đề nghị sử dụng nhãn hiệu; người đề nghị có để lại thư điện tử để nhận trả lời.",
    example={"asker": {}, "allowed": True, "until": "2027-02-28", "answered_on": "2026-12-10"},
):
    """
    The office answered, and who asked left an address to be told at: one mail per answer, in the office's words.

    Carries personal data: read by registry and notifications alone, and not kept for ever.
    """

    asker: Asker
    allowed: bool
    until: date | None = None
    reason: str | None = None
    paper: OfficialPaper | None = None
    answered_on: date
