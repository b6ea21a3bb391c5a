"""Linkage contracts between producers and those who grow, process or sell with them. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Part, Points, ProducerRef, ProductRef, Quantity

TOPIC = "ocop.registry.linkage"


class LinkageTerms(
    Part,
    example={
        "kind": "supply",
        "partner_kind": "farm-households",
        "goods": "Nhãn tươi",
        "volume": "120.5",
        "volume_unit": "tấn",
        "area_ha": "18",
        "households": 42,
        "share_of_material": "60",
        "from_on": "2026-01-01",
        "until": "2028-12-31",
    },
):
    """What partners agreed on; a partner that is one person is called by kind, without a name."""

    kind: Annotated[str, Field(description="`supply`, `processing`, `sales`, `production` … as installed.")]
    partner_kind: str
    partner_name: str | None = None
    goods: str
    volume: Quantity | None = None
    volume_unit: str | None = None
    area_ha: Quantity | None = None
    households: Annotated[int | None, Field(ge=0)] = None
    share_of_material: Annotated[Points | None, Field(description="Per cent of the material it stands for.")] = None
    from_on: date
    until: date | None = None


class LinkageFacts(
    EventData, key_facts=("terms",), example={"linkage_id": "0198a1b0-0000-7000-8000-00000000011a", "product": {}}
):
    """What every event of a linkage contract carries."""

    linkage_id: str
    producer: ProducerRef
    product: ProductRef | None = None
    terms: LinkageTerms


class LinkageRecordedV1(
    LinkageFacts,
    type="vn.ocop.registry.linkage.recorded.v1",
    topic=TOPIC,
    key="linkage_id",
    vi="Hợp đồng liên kết được ghi nhận hoặc thay đổi; toàn bộ nội dung.",
    example={
        "paper_sha256": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "recorded_on": "2026-02-01",
    },
):
    """A linkage contract was recorded, or its terms were changed; the whole of it as it is now."""

    paper_sha256: str | None = None
    recorded_on: date


class LinkageExpiringV1(
    LinkageFacts,
    type="vn.ocop.registry.linkage.expiring.v1",
    topic=TOPIC,
    key="linkage_id",
    vi="Hợp đồng liên kết sắp hết hạn.",
    example={"days_left": 60},
):
    """A linkage contract will end in so many days."""

    days_left: int


class LinkageEndedV1(
    LinkageFacts,
    type="vn.ocop.registry.linkage.ended.v1",
    topic=TOPIC,
    key="linkage_id",
    vi="Hợp đồng liên kết kết thúc.",
    example={"ended_on": "2028-12-31"},
):
    """A linkage contract ended: its last day passed, or the partners ended it."""

    reason: str | None = None
    ended_on: date
