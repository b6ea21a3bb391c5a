"""Health of a certificate's papers: a certificate is as healthy as its weakest paper. Not public."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import CertificateRef, Part, ProducerRef, ProductRef
from ocop_events.words import Health

TOPIC = "ocop.registry.health"


class LeaningPaper(
    Part,
    example={
        "id": "0198a1b0-0000-7000-8000-000000000cc1",
        "kind": "vietgap",
        "number": "VietGAP-TT-12-33-0007",
        "ends_on": "2027-11-30",
        "criteria": ["2.1"],
    },
):
    """A paper that the certificate leans on, the weakest first."""

    id: str
    kind: str
    number: str | None = None
    ends_on: date | None = None
    criteria: list[str] = []


class HealthChangedV1(
    EventData,
    type="vn.ocop.registry.health.changed.v1",
    topic=TOPIC,
    key="certificate_id",
    key_facts=("health", "was"),
    vi="Tình trạng giấy tờ của giấy chứng nhận thay đổi: sắp hết hạn, đã hết hạn hoặc đã bổ sung.",
    example={
        "certificate_id": "0198a1b0-0000-7000-8000-0000000000c1",
        "health": "ending",
        "was": "sound",
        "ends_on": "2027-11-30",
        "weakest": [{}],
        "changed_on": "2027-10-01",
    },
):
    """The health of a certificate's papers changed: something ends soon, has ended, or was renewed."""

    certificate_id: str
    certificate: CertificateRef
    product: ProductRef
    producer: ProducerRef
    health: Health
    was: Health | None = None
    ends_on: date | None = None
    weakest: list[LeaningPaper] = []
    changed_on: date
