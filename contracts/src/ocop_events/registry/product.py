"""Products: what the programme is about."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef, Retrospective, Star

TOPIC = "ocop.registry.product"

DECIDED = (
    "star", "previous_star", "decision_number", "decided_on", "authority", "valid_from", "valid_until", "retrospective",
)  # fmt: skip
"""The key facts of a recognition, beside what identifies it."""


class ProductFacts(EventData, example={"product_id": "0198a1b0-0000-7000-8000-0000000000b1"}):
    """What every event of a product carries."""

    product_id: str
    product: ProductRef
    producer: ProducerRef


class ProductRegisteredV1(
    ProductFacts,
    type="vn.ocop.registry.product.registered.v1",
    topic=TOPIC,
    key="product_id",
    vi="Một sản phẩm được ghi vào hệ thống.",
    example={"registered_on": "2026-03-02"},
):
    """A product was entered."""

    registered_on: date


class ProductUpdatedV1(
    ProductFacts,
    type="vn.ocop.registry.product.updated.v1",
    topic=TOPIC,
    key="product_id",
    vi="Thông tin sản phẩm thay đổi.",
    example={"updated_on": "2026-05-11"},
):
    """A product's particulars changed."""

    updated_on: date


class ProductPlannedV1(
    ProductFacts,
    type="vn.ocop.registry.product.planned.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("plan_year", "target_star"),
    vi="Sản phẩm được đưa vào kế hoạch năm.",
    example={"plan_year": 2026, "target_star": 4},
):
    """A product was put on a year's plan."""

    plan_year: int
    target_star: Star | None = None
    plan_id: str | None = None
    office: PlacePath | None = None
    quarter: int | None = None
    priority: list[str] = []


class ProductWithdrawnV1(
    ProductFacts,
    type="vn.ocop.registry.product.withdrawn.v1",
    topic=TOPIC,
    key="product_id",
    vi="Chủ thể rút sản phẩm khỏi Chương trình.",
    example={"reason": "Ngừng sản xuất", "withdrawn_on": "2027-01-15"},
):
    """The producer withdrew a product from the programme."""

    reason: str
    withdrawn_on: date


class ProductProductionEndedV1(
    ProductFacts,
    type="vn.ocop.registry.product.production-ended.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("confirmed_by", "ended_on", "confirmed_on"),
    vi="Xã xác nhận sản phẩm không còn được sản xuất: căn cứ để xem xét thu hồi, không tự thu hồi.",
    example={"confirmed_by": "33/11977", "ended_on": "2027-11-01", "confirmed_on": "2027-12-01"},
):
    """The commune confirmed that a product is no longer made: a ground to revoke, never a revocation by itself."""

    confirmed_by: PlacePath
    ended_on: date | None = None
    confirmed_on: date


class ProductCertifiedV1(
    ProductFacts,
    type="vn.ocop.registry.product.certified.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=DECIDED,
    vi="Sản phẩm được công nhận: hạng sao, quyết định, thời hạn và mã sản phẩm. Ngày đầu và ngày cuối đều có hiệu lực.",
    example={
        "certificate_id": "0198a1b0-0000-7000-8000-0000000000c1",
        "product_code": "33-11977-1-2026",
        "star": 4,
        "decision_number": "1234/QĐ-UBND",
        "decided_on": "2026-09-10",
        "authority": "Chủ tịch UBND cấp tỉnh",
        "valid_from": "2026-09-10",
        "valid_until": "2029-09-09",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "ruling_id": "0198a1b0-0000-7000-8000-0000000000f1",
    },
):
    """
    A product was recognised: star, decision, validity and product code. First and last day are both valid.

    A recognition of earlier years has no dossier and no ruling here, and its code, when none was published, is empty.
    """

    certificate_id: str
    product_code: str
    star: Star
    previous_star: int | None = None
    decision_number: str
    decided_on: date
    authority: str
    valid_from: date
    valid_until: date
    dossier_id: str
    ruling_id: str
    retrospective: Retrospective = False


class ProductStruckV1(
    ProductFacts,
    type="vn.ocop.registry.product.struck.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("struck_on",),
    vi="Sản phẩm nhập từ danh sách cũ được xoá khỏi sổ vì danh sách đã rút lại.",
    example={"reason": "Nhập nhầm danh sách năm 2022", "struck_on": "2026-08-03"},
):
    """A product that a list of earlier years had entered was struck with the list."""

    reason: str
    struck_on: date


class ProductMergedV1(
    ProductFacts,
    type="vn.ocop.registry.product.merged.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("into_id", "merged_on"),
    vi="Một sản phẩm ghi trùng được gộp vào bản ghi còn lại; hồ sơ và giấy chứng nhận thuộc về bản ghi đó.",
    example={
        "into_id": "0198a1b0-0000-7000-8000-0000000000b2",
        "reason": "Cùng một sản phẩm, ghi hai lần",
        "merged_on": "2026-08-03",
    },
):
    """A product entered twice was merged into the other record, to which its dossiers and certificates belong now."""

    into_id: str
    reason: str
    merged_on: date


class ProductStateV1(
    ProductFacts,
    type="vn.ocop.registry.product.state.v1",
    topic=f"{TOPIC}.state",
    key="product_id",
    key_facts=("status", "star", "valid_until"),
    vi="Sản phẩm như hiện tại, kể cả giấy chứng nhận còn hiệu lực.",
    example={
        "status": "certified",
        "star": 4,
        "certificate_id": "0198a1b0-0000-7000-8000-0000000000c1",
        "product_code": "33-11977-1-2026",
        "valid_until": "2029-09-09",
    },
):
    """The product as it is now, its living certificate included."""

    status: str
    star: int | None = None
    certificate_id: str | None = None
    product_code: str | None = None
    valid_until: date | None = None
