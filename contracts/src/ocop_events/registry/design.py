"""Designs offered to other producers in the province's gallery, with their designer's consent."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Picture, PlacePath, ProducerRef
from ocop_events.words import DesignKind

TOPIC = "ocop.registry.design"


class DesignFacts(EventData):
    """What every event of a design carries."""

    design_id: str
    kind: DesignKind
    name: str
    producer: ProducerRef
    supported_by: PlacePath | None = None
    pictures: list[Picture] = []


class DesignOfferedV1(
    DesignFacts, type="vn.ocop.registry.design.offered.v1", topic=TOPIC, key="design_id", planned=True
):
    """A producer offered a design to the gallery; the designer's consent is on file."""

    offered_on: date


class DesignPublishedV1(
    DesignFacts, type="vn.ocop.registry.design.published.v1", topic=TOPIC, key="design_id", planned=True
):
    """An office put a design into the gallery."""

    office: PlacePath
    published_on: date


class DesignWithdrawnV1(
    DesignFacts, type="vn.ocop.registry.design.withdrawn.v1", topic=TOPIC, key="design_id", planned=True
):
    """A design left the gallery, or was not taken into it."""

    reason: str
    withdrawn_on: date
