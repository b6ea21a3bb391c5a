"""Advice that an office gave a producer: about what, what next, until when. Not public."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef

TOPIC = "ocop.registry.advice"


class AdviceFacts(
    EventData,
    key_facts=("office", "given_on"),
    example={
        "advice_id": "0198a1b0-0000-7000-8000-000000000ad1",
        "office": "33/11977",
        "product": {},
        "plan_line_id": "0198a1b0-0000-7000-8000-00000000091a",
        "about": "Thiết kế túi quà",
        "given_on": "2027-02-10",
    },
):
    """What every event of an advice carries; `plan_line_id` where it supports a planned product."""

    advice_id: str
    office: PlacePath
    producer: ProducerRef
    product: ProductRef | None = None
    plan_line_id: str | None = None
    about: str
    given_on: date


class AdviceGivenV1(
    AdviceFacts,
    type="vn.ocop.registry.advice.given.v1",
    topic=TOPIC,
    key="advice_id",
    vi="Cơ quan tư vấn cho chủ thể; việc tiếp theo và hạn.",
    example={"summary": "Góp ý mẫu túi, cách đặt nhãn hiệu", "next": "Gửi mẫu in thử", "next_by": "2027-03-01"},
):
    """An office advised a producer; `next` is what is to follow, by a day."""

    summary: str
    next: str | None = None
    next_by: date | None = None


class AdviceClosedV1(
    AdviceFacts,
    type="vn.ocop.registry.advice.closed.v1",
    topic=TOPIC,
    key="advice_id",
    vi="Việc tiếp theo của lần tư vấn đã xong hoặc thôi.",
    example={"done": True, "outcome_note": "Túi đã in", "closed_on": "2027-03-20"},
):
    """What was to follow an advice was done, or given up."""

    done: bool
    outcome_note: str | None = None
    closed_on: date
