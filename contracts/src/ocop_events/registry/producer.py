"""Producers: who takes part in the programme."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef

TOPIC = "ocop.registry.producer"


class ProducerFacts(
    EventData, example={"producer_id": "0198a1b0-0000-7000-8000-0000000000a1", "producer": {"personal": {}}}
):
    """What the events of a producer carry."""

    producer_id: str
    producer: ProducerRef


class ProducerRegisteredV1(
    ProducerFacts,
    type="vn.ocop.registry.producer.registered.v1",
    topic=TOPIC,
    key="producer_id",
    vi="Một chủ thể được ghi vào hệ thống.",
    example={
        "registered_on": "2026-03-02",
    },
):
    """A producer was entered."""

    registered_on: date


class ProducerUpdatedV1(
    ProducerFacts,
    type="vn.ocop.registry.producer.updated.v1",
    topic=TOPIC,
    key="producer_id",
    vi="Thông tin của chủ thể thay đổi; toàn bộ thông tin hiện tại.",
    example={
        "updated_on": "2026-05-11",
    },
):
    """A producer's particulars changed; the whole of them as they are now."""

    updated_on: date


class ProducerClosedV1(
    EventData,
    type="vn.ocop.registry.producer.closed.v1",
    topic=TOPIC,
    key="producer_id",
    vi="Chủ thể ngừng hoạt động hoặc rời Chương trình.",
    example={
        "producer_id": "0198a1b0-0000-7000-8000-0000000000a1",
        "place": "33/11977",
        "reason": "Giải thể hợp tác xã",
        "closed_on": "2027-01-15",
    },
):
    """A producer ended its business or left the programme."""

    producer_id: str
    place: PlacePath
    reason: str
    closed_on: date


class ProducerStruckV1(
    EventData,
    type="vn.ocop.registry.producer.struck.v1",
    topic=TOPIC,
    key="producer_id",
    key_facts=("place", "struck_on"),
    vi="Chủ thể nhập từ danh sách cũ được xoá khỏi sổ vì danh sách đã rút lại.",
    example={
        "producer_id": "0198a1b0-0000-7000-8000-0000000000a1",
        "place": "33/11977",
        "reason": "Nhập nhầm danh sách năm 2022",
        "struck_on": "2026-08-03",
    },
):
    """A producer that a list of earlier years had entered was struck with the list."""

    producer_id: str
    place: PlacePath
    reason: str
    struck_on: date


class ProducerMergedV1(
    EventData,
    type="vn.ocop.registry.producer.merged.v1",
    topic=TOPIC,
    key="producer_id",
    key_facts=("into_id", "place", "merged_on"),
    vi="Một chủ thể ghi trùng được gộp vào bản ghi còn lại; sản phẩm, hồ sơ và giấy chứng nhận thuộc về bản ghi đó.",
    example={
        "producer_id": "0198a1b0-0000-7000-8000-0000000000a1",
        "into_id": "0198a1b0-0000-7000-8000-0000000000a2",
        "place": "33/11977",
        "reason": "Cùng một hợp tác xã, ghi hai lần",
        "merged_on": "2026-08-03",
    },
):
    """A producer entered twice was merged into the other record, to which its products, dossiers and certificates belong now."""

    producer_id: str
    into_id: str
    place: PlacePath
    reason: str
    merged_on: date


class ProducerStateV1(
    ProducerFacts,
    type="vn.ocop.registry.producer.state.v1",
    topic=f"{TOPIC}.state",
    key="producer_id",
    key_facts=("status",),
    vi="Chủ thể như hiện tại, cho bên đăng ký đến sau.",
    example={"status": "active"},
):
    """The producer as it is now, for subscribers who come late."""

    status: str
