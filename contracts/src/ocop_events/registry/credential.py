"""Credentials: standards and rights a producer or product holds, each with a life of its own."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath, ProducerRef, ProductRef
from ocop_events.words import CredentialVoucher, EndedBy

TOPIC = "ocop.registry.credential"


class CredentialFacts(
    EventData,
    key_facts=("kind", "number", "issued_on", "expires_on"),
    example={
        "credential_id": "0198a1b0-0000-7000-8000-000000000cc1",
        "kind": "vietgap",
        "number": "VietGAP-TT-12-33-0007",
        "issuer": "Trung tâm chứng nhận",
        "product": {},
        "issued_on": "2025-12-01",
        "expires_on": "2027-11-30",
    },
):
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
    CredentialFacts,
    type="vn.ocop.registry.credential.recorded.v1",
    topic=TOPIC,
    key="credential_id",
    vi="Một chứng nhận, tiêu chuẩn hoặc quyền được ghi nhận.",
    example={"recorded_on": "2026-03-05"},
):
    """A credential was recorded."""

    recorded_on: date


class CredentialExpiringV1(
    CredentialFacts,
    type="vn.ocop.registry.credential.expiring.v1",
    topic=TOPIC,
    key="credential_id",
    vi="Một chứng nhận sắp hết hạn.",
    example={"days_left": 30},
):
    """A credential will end in so many days."""

    days_left: int


class CredentialExpiredV1(
    CredentialFacts,
    type="vn.ocop.registry.credential.expired.v1",
    topic=TOPIC,
    key="credential_id",
    vi="Một chứng nhận đã hết hạn.",
    example={"expired_on": "2027-12-01"},
):
    """A credential ended."""

    expired_on: date


class CredentialVerifiedV1(
    CredentialFacts,
    type="vn.ocop.registry.credential.verified.v1",
    topic=TOPIC,
    key="credential_id",
    key_facts=("verified_by", "agency"),
    vi="Một chứng nhận được cán bộ đối chiếu hoặc được chính cơ quan cấp xác nhận.",
    example={
        "verified_by": "issuer",
        "agency": "food-safety",
        "report_id": "ATTP-2026-00017",
        "verified_on": "2026-10-02",
    },
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
    vi="Chứng nhận được cấp lại: giấy mới thay giấy cũ, số và thời hạn là của giấy mới.",
    example={
        "number": "VietGAP-TT-12-33-0031",
        "issued_on": "2027-11-20",
        "expires_on": "2029-11-19",
        "new_credential_id": "0198a1b0-0000-7000-8000-000000000cc2",
        "was_number": "VietGAP-TT-12-33-0007",
        "was_expires_on": "2027-11-30",
        "renewed_on": "2027-11-21",
    },
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
    vi="Chứng nhận không còn giá trị trước thời hạn, có lý do.",
    example={"withdrawn_by": "issuer", "reason": "Không duy trì điều kiện", "withdrawn_on": "2027-05-04"},
):
    """A credential holds no longer, before its last day."""

    withdrawn_by: EndedBy
    reason: str
    withdrawn_on: date
