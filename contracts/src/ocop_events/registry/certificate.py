"""Certificates: recognitions and their life."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import ProducerRef, ProductRef, Retrospective, Star

TOPIC = "ocop.registry.certificate"


class CertificateFacts(EventData, key_facts=("star", "decision_number", "decided_on", "valid_from", "valid_until")):
    """What every event of a certificate carries. The first and the last day are both valid."""

    certificate_id: str
    product_code: str
    star: Star
    product: ProductRef
    producer: ProducerRef
    decision_number: str
    decided_on: date
    valid_from: date
    valid_until: date


class CertificateIssuedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.issued.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("authority", "supersedes", "retrospective"),
):
    """A certificate was issued."""

    authority: str
    dossier_id: str
    ruling_id: str
    supersedes: str | None = None
    retrospective: Retrospective = False


class CertificateRenewalWindowOpenedV1(
    CertificateFacts, type="vn.ocop.registry.certificate.renewal-window-opened.v1", topic=TOPIC, key="certificate_id"
):
    """From today the producer may file for re-evaluation; the window's last day is given."""

    window_closes_on: date


class CertificateExpiringV1(
    CertificateFacts, type="vn.ocop.registry.certificate.expiring.v1", topic=TOPIC, key="certificate_id"
):
    """A rung of the ladder of warnings was reached."""

    days_left: int


class CertificateExtendedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.extended.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("previous_valid_until",),
):
    """The validity was prolonged by the authority."""

    previous_valid_until: date
    reason: str


class CertificateExpiredV1(
    CertificateFacts, type="vn.ocop.registry.certificate.expired.v1", topic=TOPIC, key="certificate_id"
):
    """The validity ended; the star may no longer be printed."""

    expired_on: date
    retrospective: Retrospective = False


class CertificateRevokedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.revoked.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("revoked_on", "grounds", "revocation_decision"),
):
    """The authority revoked the recognition."""

    revoked_on: date
    grounds: list[str]
    revocation_decision: str


class CertificateSupersededV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.superseded.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("superseded_by",),
):
    """A newer certificate of the same product took its place."""

    superseded_by: str
    superseded_on: date


class CertificateStateV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.state.v1",
    topic=f"{TOPIC}.state",
    key="certificate_id",
    key_facts=("status",),
):
    """The certificate as it is now."""

    status: str
