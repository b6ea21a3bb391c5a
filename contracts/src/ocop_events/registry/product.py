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


class ProductFacts(EventData):
    """What every event of a product carries."""

    product_id: str
    product: ProductRef
    producer: ProducerRef


class ProductRegisteredV1(ProductFacts, type="vn.ocop.registry.product.registered.v1", topic=TOPIC, key="product_id"):
    """A product was entered."""

    registered_on: date


class ProductUpdatedV1(ProductFacts, type="vn.ocop.registry.product.updated.v1", topic=TOPIC, key="product_id"):
    """A product's particulars changed."""

    updated_on: date


class ProductPlannedV1(
    ProductFacts,
    type="vn.ocop.registry.product.planned.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("plan_year", "target_star"),
    planned=True,
):
    """A product was put on a year's plan."""

    plan_year: int
    target_star: Star | None = None
    plan_id: str | None = None
    office: PlacePath | None = None
    quarter: int | None = None
    priority: list[str] = []


class ProductWithdrawnV1(ProductFacts, type="vn.ocop.registry.product.withdrawn.v1", topic=TOPIC, key="product_id"):
    """The producer withdrew a product from the programme."""

    reason: str
    withdrawn_on: date


class ProductProductionEndedV1(
    ProductFacts,
    type="vn.ocop.registry.product.production-ended.v1",
    topic=TOPIC,
    key="product_id",
    key_facts=("confirmed_by", "ended_on", "confirmed_on"),
    planned=True,
):
    """The commune confirmed that a product is no longer made: a ground to revoke, never a revocation by itself."""

    confirmed_by: PlacePath
    ended_on: date | None = None
    confirmed_on: date


class ProductCertifiedV1(
    ProductFacts, type="vn.ocop.registry.product.certified.v1", topic=TOPIC, key="product_id", key_facts=DECIDED
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


class ProductStateV1(
    ProductFacts,
    type="vn.ocop.registry.product.state.v1",
    topic=f"{TOPIC}.state",
    key="product_id",
    key_facts=("status", "star", "valid_until"),
):
    """The product as it is now, its living certificate included."""

    status: str
    star: int | None = None
    certificate_id: str | None = None
    product_code: str | None = None
    valid_until: date | None = None
