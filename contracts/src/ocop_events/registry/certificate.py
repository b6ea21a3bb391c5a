"""Certificates: recognitions and their life."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import DecisionRef, Ground, PlacePath, ProducerRef, ProductRef, Retrospective, Star
from ocop_events.words import MarkRight

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
    key_facts=("previous_valid_until", "decision"),
    planned=True,
):
    """The validity was prolonged by the authority."""

    previous_valid_until: date
    reason: str
    decision: DecisionRef | None = None


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
    key_facts=("revoked_on", "grounds", "revocation_decision", "decision", "articles"),
    planned=True,
):
    """The authority revoked the recognition."""

    revoked_on: date
    grounds: list[str]
    revocation_decision: str
    decision: DecisionRef | None = None
    articles: list[Ground] = []
    recognition_line: int | None = None
    collected_by: PlacePath | None = None


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
    mark: MarkRight | None = None


class CertificateGivenUpV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.given-up.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("given_up_on",),
    planned=True,
):
    """The producer gave the certificate up before its last day."""

    reason: str
    given_up_on: date


class CertificateRevokedAfterEndV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.revoked-after-end.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("ended_on", "revoked_on", "grounds", "revocation_decision", "decision"),
    planned=True,
):
    """An authority revoked a recognition that had already ended: counted apart, and no end of a living certificate."""

    ended_on: date
    revoked_on: date
    grounds: list[str]
    revocation_decision: str
    decision: DecisionRef | None = None


class CertificatePaperReplacedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.paper-replaced.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("old_number", "new_number"),
    planned=True,
):
    """A paper with a clerical error was replaced: the old number is struck, both can be found; star and days stay."""

    old_number: str
    new_number: str
    what: str
    replaced_on: date


class CertificateSuspendedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.suspended.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("suspended_on", "until", "grounds", "decision"),
    planned=True,
):
    """A certificate itself was suspended, where an installed act allows it; the use of the mark is another matter."""

    suspended_on: date
    until: date | None = None
    grounds: list[Ground]
    decision: DecisionRef | None = None


class CertificateReinstatedV1(
    CertificateFacts,
    type="vn.ocop.registry.certificate.reinstated.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("reinstated_on", "decision"),
    planned=True,
):
    """A suspended certificate is in force again."""

    reinstated_on: date
    decision: DecisionRef | None = None
