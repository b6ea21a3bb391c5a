"""Rights of industrial property as a procedure, from filing to grant or refusal. Not public until granted."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef
from ocop_events.words import RightKind

TOPIC = "ocop.registry.right"


class RightFacts(EventData, key_facts=("kind", "application_number", "filed_on")):
    """What every event of a right's procedure carries; `helped_by` is the office that helped or filed it."""

    right_id: str
    kind: RightKind
    name: str
    producer: ProducerRef | None = None
    product: ProductRef | None = None
    helped_by: PlacePath | None = None
    application_number: str | None = None
    filed_on: date


class RightFiledV1(RightFacts, type="vn.ocop.registry.right.filed.v1", topic=TOPIC, key="right_id", planned=True):
    """A right was applied for."""


class RightAcceptedV1(RightFacts, type="vn.ocop.registry.right.accepted.v1", topic=TOPIC, key="right_id", planned=True):
    """The application was formally accepted."""

    accepted_on: date


class RightPublishedV1(
    RightFacts, type="vn.ocop.registry.right.published.v1", topic=TOPIC, key="right_id", planned=True
):
    """The application was published in the gazette of the IP office."""

    published_on: date


class RightGrantedV1(
    RightFacts,
    type="vn.ocop.registry.right.granted.v1",
    topic=TOPIC,
    key="right_id",
    key_facts=("number", "granted_on"),
    planned=True,
):
    """The right was granted, and is from now on a credential."""

    number: str
    credential_id: str | None = None
    granted_on: date
    expires_on: date | None = None


class RightRefusedV1(RightFacts, type="vn.ocop.registry.right.refused.v1", topic=TOPIC, key="right_id", planned=True):
    """The right was refused, or the application given up (`given_up`)."""

    reason: str
    given_up: bool = False
    refused_on: date


class RightOverdueV1(RightFacts, type="vn.ocop.registry.right.overdue.v1", topic=TOPIC, key="right_id", planned=True):
    """A step of the procedure is later than the law lets it take."""

    step: str
    was_due_on: date
