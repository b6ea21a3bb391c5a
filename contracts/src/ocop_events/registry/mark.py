"""
The certification mark: its use, and breaches of the rules of use.

A breach of whatever kind is told in full on `ocop.registry.breach`; `breach-reported` and `breach-resolved` say of those
that concern the mark what its owner needs to know.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.picture import Picture
from ocop_events.vocabulary import (
    CertificateRef,
    Ground,
    OfficialPaper,
    Part,
    PlacePath,
    PlaceRef,
    ProducerRef,
    ProductRef,
)
from ocop_events.words import MarkAnswer, MarkMedium, MarkWaits

TOPIC = "ocop.registry.mark"


class MarkUse(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-000000000e11",
        "medium": "gift-bag",
        "what": "Túi quà giấy kraft, in một mặt",
        "since": "2026-10-01",
        "printed": 2000,
        "pictures": [{}],
        "design_id": "0198a1b0-0000-7000-8000-000000000de1",
    },
):
    """One use of the mark: on what, since when, how it looks; `take_down_by` once it has to disappear."""

    id: str
    medium: MarkMedium
    what: str
    since: date | None = None
    printed: Annotated[int | None, Field(ge=0, description="How many were printed or made.")] = None
    pictures: list[Picture] = []
    design_id: str | None = None
    take_down_by: date | None = None


class MarkUseRegisteredV1(
    EventData,
    type="vn.ocop.registry.mark.use-registered.v1",
    topic=TOPIC,
    key="product_id",
    vi="Chủ thể đăng ký nơi sử dụng nhãn hiệu chứng nhận.",
    example={
        "product_id": "0198a1b0-0000-7000-8000-0000000000b1",
        "certificate_id": "0198a1b0-0000-7000-8000-0000000000c1",
        "media": ["Bao bì", "Trang thương mại điện tử"],
        "registered_on": "2026-09-20",
        "uses": [{}],
    },
):
    """A producer said where it shows the mark."""

    product_id: str
    certificate_id: str
    product: ProductRef
    producer: ProducerRef
    media: list[str]
    registered_on: date
    uses: Annotated[list[MarkUse], Field(description="The uses that were registered with this.")] = []


class MarkBreachReportedV1(
    EventData,
    type="vn.ocop.registry.mark.breach-reported.v1",
    topic=TOPIC,
    key="product_id",
    vi="Có người phát hiện việc sử dụng nhãn hiệu sai quy định.",
    example={
        "product_id": "0198a1b0-0000-7000-8000-0000000000b1",
        "breach_id": "0198a1b0-0000-7000-8000-000000000ee1",
        "found_on": "2027-01-05",
        "what": "In sao cao hơn hạng được công nhận",
        "reported_by": "market-surveillance",
    },
):
    """Somebody found the mark used against its rules."""

    product_id: str
    breach_id: str
    found_on: date
    place: PlaceRef
    what: str
    reported_by: str | None = None


class MarkBreachResolvedV1(
    EventData,
    type="vn.ocop.registry.mark.breach-resolved.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("resolution",),
    vi="Vi phạm đã được xử lý: nhắc nhở, khắc phục, đình chỉ hoặc thu hồi.",
    example={
        "product_id": "0198a1b0-0000-7000-8000-0000000000b1",
        "breach_id": "0198a1b0-0000-7000-8000-000000000ee1",
        "resolution": "corrected",
        "resolved_on": "2027-01-20",
    },
):
    """A breach was dealt with: warned, corrected, suspended or revoked."""

    product_id: str
    breach_id: str
    resolution: str
    resolved_on: date


class MarkFacts(EventData, example={"product_id": "0198a1b0-0000-7000-8000-0000000000b1", "certificate": {}}):
    """What the events of a product's use of the mark carry."""

    product_id: str
    product: ProductRef
    producer: ProducerRef
    certificate: CertificateRef | None = None


class MarkUseChangedV1(
    MarkFacts,
    type="vn.ocop.registry.mark.use-changed.v1",
    topic=TOPIC,
    key="product_id",
    vi="Chủ thể thay đổi một việc sử dụng nhãn hiệu; toàn bộ nội dung hiện tại.",
    example={"changed_on": "2026-11-01"},
):
    """A registered use was changed by its producer; the whole of it as it is now."""

    use: MarkUse
    changed_on: date


class MarkUseAnsweredV1(
    MarkFacts,
    type="vn.ocop.registry.mark.use-answered.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("answer", "correct_by"),
    vi="Cán bộ trả lời về một việc sử dụng nhãn hiệu: đúng, phải sửa trước một ngày, hoặc không được dùng.",
    example={"answer": "to-correct", "reasons": [{}], "correct_by": "2026-12-15", "answered_on": "2026-11-20"},
):
    """An officer looked at a use: in order, to be corrected by a day, or refused, with reasons and articles."""

    use: MarkUse
    answer: MarkAnswer
    reasons: list[Ground] = []
    correct_by: date | None = None
    answered_on: date


class MarkUseEndedV1(
    MarkFacts,
    type="vn.ocop.registry.mark.use-ended.v1",
    topic=TOPIC,
    key="product_id",
    vi="Một việc sử dụng nhãn hiệu đã chấm dứt.",
    example={"reason": "Đã dùng hết túi", "ended_on": "2027-08-01"},
):
    """A use of the mark is over: taken down, used up, or not kept at re-recognition."""

    use: MarkUse
    reason: str
    ended_on: date


class MarkTakeDownOrderedV1(
    MarkFacts,
    type="vn.ocop.registry.mark.take-down-ordered.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("take_down_by",),
    vi="Quyền dùng nhãn hiệu không còn: các việc sử dụng nêu tên phải gỡ bỏ trước một ngày.",
    example={
        "uses": [{"take_down_by": "2028-03-01"}],
        "because": "revoked",
        "take_down_by": "2028-03-01",
        "ordered_on": "2028-02-01",
    },
):
    """The right to the mark ended or was suspended: every use named has to disappear by a day."""

    uses: list[MarkUse]
    because: str
    take_down_by: date
    ordered_on: date


class MarkUseOverdueV1(
    MarkFacts,
    type="vn.ocop.registry.mark.use-overdue.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("waits", "due_on"),
    vi="Đã quá ngày mà chủ thể phải sửa, trả lời giữ lại hoặc gỡ bỏ một việc sử dụng nhãn hiệu.",
    example={"waits": "correction", "due_on": "2026-12-15", "noticed_on": "2026-12-16"},
):
    """The day passed by which a producer had to correct a use, say whether it stays, or take it down."""

    use: MarkUse
    waits: MarkWaits
    due_on: date
    noticed_on: date


class MarkUseUnansweredV1(
    MarkFacts,
    type="vn.ocop.registry.mark.use-unanswered.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("office", "was_due_on"),
    vi="Đã quá ngày mà cơ quan phải trả lời một việc sử dụng nhãn hiệu đã đăng ký.",
    example={"office": "33/11977", "was_due_on": "2026-11-15", "climbs_to": "33"},
):
    """The day passed by which an office had to answer a use that a producer registered."""

    use: MarkUse
    office: PlacePath
    was_due_on: date
    climbs_to: Annotated[PlacePath | None, Field(description="The office above.")] = None


class MarkUseSuspendedV1(
    MarkFacts,
    type="vn.ocop.registry.mark.use-suspended.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("grounds", "suspended_on", "until", "paper"),
    vi="Cơ quan tạm dừng quyền sử dụng nhãn hiệu trên một sản phẩm; hạng sao và giấy chứng nhận giữ nguyên.",
    example={
        "breach_id": "0198a1b0-0000-7000-8000-000000000ee1",
        "grounds": [{}],
        "suspended_on": "2027-06-01",
        "until": "2027-09-01",
    },
):
    """An office suspended the use of the mark on a product; its certificate and star stay."""

    breach_id: str | None = None
    grounds: list[Ground]
    paper: OfficialPaper | None = None
    suspended_on: date
    until: date | None = None


class MarkUseReinstatedV1(
    MarkFacts,
    type="vn.ocop.registry.mark.use-reinstated.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("reinstated_on", "paper"),
    vi="Sản phẩm được sử dụng nhãn hiệu trở lại.",
    example={"reason": "Đã khắc phục", "reinstated_on": "2027-08-15"},
):
    """The mark may be used on a product again."""

    reason: str
    paper: OfficialPaper | None = None
    reinstated_on: date


class MarkArtworkHandedOutV1(
    MarkFacts,
    type="vn.ocop.registry.mark.artwork-handed-out.v1",
    topic=TOPIC,
    key="product_id",
    vi="Bộ tệp nhãn hiệu được giao cho chủ thể có giấy chứng nhận còn hiệu lực.",
    example={
        "pack": "Bộ nhận diện 4 sao",
        "pack_sha256": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "handed_out_on": "2026-09-21",
    },
):
    """The files of the mark were handed out for a living certificate: a use of it is to be expected."""

    pack: str
    pack_sha256: str
    handed_out_on: date
