"""Credentials: standards and rights a producer or product holds, each with a life of its own."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef
from ocop_events.words import CredentialVoucher, EndedBy

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
    CredentialFacts, type="vn.ocop.registry.credential.recorded.v1", topic=TOPIC, key="credential_id", planned=True
):
    """A credential was recorded."""

    recorded_on: date


class CredentialExpiringV1(
    CredentialFacts, type="vn.ocop.registry.credential.expiring.v1", topic=TOPIC, key="credential_id", planned=True
):
    """A credential will end in so many days."""

    days_left: int


class CredentialExpiredV1(
    CredentialFacts, type="vn.ocop.registry.credential.expired.v1", topic=TOPIC, key="credential_id", planned=True
):
    """A credential ended."""

    expired_on: date


class CredentialVerifiedV1(
    CredentialFacts,
    type="vn.ocop.registry.credential.verified.v1",
    topic=TOPIC,
    key="credential_id",
    key_facts=("verified_by", "agency"),
    planned=True,
):
    """Who may vouch for a credential did: an officer with the paper at hand, or the issuing agency by its own word."""

    verified_by: CredentialVoucher
    office: PlacePath | None = None
    agency: str | None = None
    report_id: str | None = None
    verified_on: date


class CredentialRenewedV1(
    CredentialFacts,
    type="vn.ocop.registry.credential.renewed.v1",
    topic=TOPIC,
    key="credential_id",
    key_facts=("was_expires_on",),
    planned=True,
):
    """A newer paper of the same kind took a credential's place: number and days are the new ones."""

    new_credential_id: str
    was_number: str | None = None
    was_expires_on: date | None = None
    renewed_on: date


class HeldCredentialWithdrawnV1(
    CredentialFacts,
    type="vn.ocop.registry.credential.withdrawn.v1",
    topic=TOPIC,
    key="credential_id",
    key_facts=("withdrawn_by", "withdrawn_on"),
    planned=True,
):
    """A credential holds no longer, before its last day."""

    withdrawn_by: EndedBy
    reason: str
    withdrawn_on: date
