"""Rights of industrial property as a procedure, from filing to grant or refusal. Not public until granted."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef
from ocop_events.words import RightKind

TOPIC = "ocop.registry.right"


class RightFacts(
    EventData,
    key_facts=("kind", "application_number", "filed_on"),
    example={
        "right_id": "0198a1b0-0000-7000-8000-000000000e21",
        "kind": "collective-mark",
        "name": "Nhãn lồng Hưng Yên",
        "producer": {},
        "product": {},
        "helped_by": "33",
        "application_number": "4-2026-12345",
        "filed_on": "2026-04-01",
    },
):
    """What every event of a right's procedure carries; `helped_by` is the office that helped or filed it."""

    right_id: str
    kind: RightKind
    name: str
    producer: ProducerRef | None = None
    product: ProductRef | None = None
    helped_by: PlacePath | None = None
    application_number: str | None = None
    filed_on: date


class RightFiledV1(
    RightFacts,
    type="vn.ocop.registry.right.filed.v1",
    topic=TOPIC,
    key="right_id",
    vi="Nộp đơn đăng ký quyền sở hữu công nghiệp.",
):
    """A right was applied for."""


class RightAcceptedV1(
    RightFacts,
    type="vn.ocop.registry.right.accepted.v1",
    topic=TOPIC,
    key="right_id",
    vi="Đơn được chấp nhận hợp lệ.",
    example={"accepted_on": "2026-05-10"},
):
    """The application was formally accepted."""

    accepted_on: date


class RightPublishedV1(
    RightFacts,
    type="vn.ocop.registry.right.published.v1",
    topic=TOPIC,
    key="right_id",
    vi="Đơn được công bố.",
    example={"published_on": "2026-07-25"},
):
    """The application was published in the gazette of the IP office."""

    published_on: date


class RightGrantedV1(
    RightFacts,
    type="vn.ocop.registry.right.granted.v1",
    topic=TOPIC,
    key="right_id",
    key_facts=("number", "granted_on"),
    vi="Quyền được cấp, từ nay là một chứng nhận của chủ thể.",
    example={
        "number": "4-0498765",
        "credential_id": "0198a1b0-0000-7000-8000-000000000cc3",
        "granted_on": "2027-04-02",
        "expires_on": "2036-03-31",
    },
):
    """The right was granted, and is from now on a credential."""

    number: str
    credential_id: str | None = None
    granted_on: date
    expires_on: date | None = None


class RightRefusedV1(
    RightFacts,
    type="vn.ocop.registry.right.refused.v1",
    topic=TOPIC,
    key="right_id",
    vi="Đơn bị từ chối, hoặc người nộp rút đơn.",
    example={"reason": "Trùng nhãn hiệu đã bảo hộ", "refused_on": "2027-03-01"},
):
    """The right was refused, or the application given up (`given_up`)."""

    reason: str
    given_up: bool = False
    refused_on: date


class RightOverdueV1(
    RightFacts,
    type="vn.ocop.registry.right.overdue.v1",
    topic=TOPIC,
    key="right_id",
    vi="Một bước của thủ tục quá thời hạn luật định.",
    example={"step": "substantive-examination", "was_due_on": "2027-05-01"},
):
    """A step of the procedure is later than the law lets it take."""

    step: str
    was_due_on: date
