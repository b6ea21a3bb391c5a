"""Credentials: standards and rights a producer or product holds, each with a life of its own."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import ProducerRef, ProductRef

TOPIC = "ocop.registry.credential"


class CredentialFacts(EventData, key_facts=("kind", "number", "issued_on", "expires_on")):
    """What every event of a credential carries."""

    credential_id: str
    kind: str
    number: str | None = None
    issuer: str | None = None
    producer: ProducerRef
    product: ProductRef | None = None
    issued_on: date | None = None
    expires_on: date | None = None


class CredentialRecordedV1(
    CredentialFacts, type="vn.ocop.registry.credential.recorded.v1", topic=TOPIC, key="credential_id"
):
    """A credential was recorded."""

    recorded_on: date


class CredentialExpiringV1(
    CredentialFacts, type="vn.ocop.registry.credential.expiring.v1", topic=TOPIC, key="credential_id"
):
    """A credential will end in so many days."""

    days_left: int


class CredentialExpiredV1(
    CredentialFacts, type="vn.ocop.registry.credential.expired.v1", topic=TOPIC, key="credential_id"
):
    """A credential ended."""

    expired_on: date
