"""The certification mark: its use, and breaches of the rules of use."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlaceRef, ProducerRef, ProductRef

TOPIC = "ocop.registry.mark"


class MarkUseRegisteredV1(EventData, type="vn.ocop.registry.mark.use-registered.v1", topic=TOPIC, key="product_id"):
    """A producer said where it shows the mark."""

    product_id: str
    certificate_id: str
    product: ProductRef
    producer: ProducerRef
    media: list[str]
    registered_on: date


class MarkBreachReportedV1(EventData, type="vn.ocop.registry.mark.breach-reported.v1", topic=TOPIC, key="product_id"):
    """Somebody found the mark used against its rules."""

    product_id: str
    breach_id: str
    found_on: date
    place: PlaceRef
    what: str
    reported_by: str | None = None


class MarkBreachResolvedV1(
    EventData, type="vn.ocop.registry.mark.breach-resolved.v1", topic=TOPIC, key="product_id", key_facts=("resolution",)
):
    """A breach was dealt with: warned, corrected, suspended or revoked."""

    product_id: str
    breach_id: str
    resolution: str
    resolved_on: date
