"""Producers: who takes part in the programme."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef

TOPIC = "ocop.registry.producer"


class ProducerRegisteredV1(EventData, type="vn.ocop.registry.producer.registered.v1", topic=TOPIC, key="producer_id"):
    """A producer was entered."""

    producer_id: str
    producer: ProducerRef
    registered_on: date


class ProducerUpdatedV1(EventData, type="vn.ocop.registry.producer.updated.v1", topic=TOPIC, key="producer_id"):
    """A producer's particulars changed; the whole of them as they are now."""

    producer_id: str
    producer: ProducerRef
    updated_on: date


class ProducerClosedV1(EventData, type="vn.ocop.registry.producer.closed.v1", topic=TOPIC, key="producer_id"):
    """A producer ended its business or left the programme."""

    producer_id: str
    place: PlacePath
    reason: str
    closed_on: date


class ProducerStateV1(
    EventData,
    type="vn.ocop.registry.producer.state.v1",
    topic=f"{TOPIC}.state",
    key="producer_id",
    key_facts=("status",),
):
    """The producer as it is now, for subscribers who come late."""

    producer_id: str
    producer: ProducerRef
    status: str
