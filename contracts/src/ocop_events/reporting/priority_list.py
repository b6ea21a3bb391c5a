"""Priority lists: products in the order of declared criteria, each place explained. Told to offices; not public."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import ExplanationStep, Part, PlacePath, Points, ProducerRef, ProductRef

TOPIC = "ocop.reporting.priority-list"


class PriorityLine(Part, example={"position": 1, "points": "78.5", "explanation": [{}]}):
    """One product's place on the list, with how it came about."""

    position: int
    product: ProductRef
    producer: ProducerRef
    points: Points
    explanation: list[ExplanationStep] = []


class PriorityListPublishedV1(
    EventData,
    type="vn.ocop.reporting.priority-list.published.v1",
    topic=TOPIC,
    key="list_id",
    key_facts=("office", "year", "lines"),
    vi="Cơ quan chốt danh mục ưu tiên của năm, mỗi vị trí có diễn giải.",
    example={
        "list_id": "0198a1b0-0000-7000-8000-000000000911",
        "office": "33",
        "year": 2027,
        "weights_hash": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "lines": [{}],
        "published_on": "2027-01-15",
    },
):
    """An office settled its priority list of a year; `weights_hash` names the edition of the weights."""

    list_id: str
    office: PlacePath
    year: int
    weights_hash: str
    lines: list[PriorityLine]
    published_on: date
