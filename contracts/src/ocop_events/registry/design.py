"""Designs offered to other producers in the province's gallery, with their designer's consent."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.picture import Picture
from ocop_events.vocabulary import PlacePath, ProducerRef
from ocop_events.words import DesignKind

TOPIC = "ocop.registry.design"


class DesignFacts(
    EventData,
    example={
        "design_id": "0198a1b0-0000-7000-8000-000000000de1",
        "kind": "gift-bag",
        "name": "Túi quà nhãn lồng",
        "supported_by": "33",
        "pictures": [{}],
    },
):
    """What every event of a design carries."""

    design_id: str
    kind: DesignKind
    name: str
    producer: ProducerRef
    supported_by: PlacePath | None = None
    pictures: list[Picture] = []


class DesignOfferedV1(
    DesignFacts,
    type="vn.ocop.registry.design.offered.v1",
    topic=TOPIC,
    key="design_id",
    vi="Chủ thể đưa một mẫu thiết kế cho bộ sưu tập; đã có đồng ý của người thiết kế.",
    example={"offered_on": "2026-11-02"},
):
    """A producer offered a design to the gallery; the designer's consent is on file."""

    offered_on: date


class DesignPublishedV1(
    DesignFacts,
    type="vn.ocop.registry.design.published.v1",
    topic=TOPIC,
    key="design_id",
    vi="Cơ quan đưa một mẫu thiết kế vào bộ sưu tập.",
    example={"office": "33", "published_on": "2026-11-10"},
):
    """An office put a design into the gallery."""

    office: PlacePath
    published_on: date


class DesignWithdrawnV1(
    DesignFacts,
    type="vn.ocop.registry.design.withdrawn.v1",
    topic=TOPIC,
    key="design_id",
    vi="Một mẫu thiết kế rời bộ sưu tập hoặc không được đưa vào.",
    example={"reason": "Chủ thể rút", "withdrawn_on": "2027-05-01"},
):
    """A design left the gallery, or was not taken into it."""

    reason: str
    withdrawn_on: date
