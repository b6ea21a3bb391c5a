"""
Other agencies' reports once the registry knows whom they concern: who needs them reads these, not the agencies' topics.

`agency_report_id` is the registry's own id; `report_id` with `agency` is how the agency calls it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import CertificateRef, PlacePath, ProducerRef, ProductRef
from ocop_events.words import MatchedBy, RightKind

TOPIC = "ocop.registry.agency-report"


class AgencyReportFacts(
    EventData,
    key_facts=("agency", "reported_on"),
    example={
        "agency_report_id": "0198a1b0-0000-7000-8000-00000000a9e1",
        "agency": "food-safety",
        "report_id": "ATTP-2026-00017",
        "reported_on": "2026-10-02",
    },
):
    """What every event of an agency's report carries."""

    agency_report_id: str
    agency: str
    report_id: str
    reported_on: date
    document_url: str | None = None


class MatchedFacts(
    AgencyReportFacts,
    key_facts=("matched_by",),
    example={"product": {}, "certificate": {}, "matched_by": "product-code", "matched_on": "2026-10-02"},
):
    """Whom a report concerns, and how that was found."""

    producer: ProducerRef
    product: ProductRef | None = None
    certificate: CertificateRef | None = None
    matched_by: MatchedBy
    matched_on: date


class LabTestMatchedV1(
    MatchedFacts,
    type="vn.ocop.registry.agency-report.lab-test-matched.v1",
    topic=TOPIC,
    key="agency_report_id",
    key_facts=("sampled_on", "passed", "parameters"),
    vi="Xác định được kết quả kiểm nghiệm thuộc sản phẩm nào.",
    example={
        "agency": "quality-laboratory",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "sampled_on": "2026-09-28",
        "passed": True,
        "parameters": {"Chì (Pb)": "không phát hiện"},
    },
):
    """A laboratory's result is known to concern a product; `dossier_id` where an open dossier waits for it."""

    dossier_id: str | None = None
    sampled_on: date
    passed: bool
    parameters: dict[str, str] = {}


class InspectionMatchedV1(
    MatchedFacts,
    type="vn.ocop.registry.agency-report.inspection-matched.v1",
    topic=TOPIC,
    key="agency_report_id",
    key_facts=("inspected_on", "passed"),
    vi="Xác định được cuộc kiểm tra của cơ quan khác là với chủ thể nào.",
    example={"inspected_on": "2026-10-01", "passed": True, "finding": "Đạt yêu cầu an toàn thực phẩm"},
):
    """Another agency's inspection is known to concern a producer."""

    inspected_on: date
    passed: bool
    finding: str


class MarkBreachMatchedV1(
    MatchedFacts,
    type="vn.ocop.registry.agency-report.mark-breach-matched.v1",
    topic=TOPIC,
    key="agency_report_id",
    vi="Xác định được vi phạm nhãn hiệu do cơ quan khác phát hiện thuộc sản phẩm nào.",
    example={
        "agency": "market-surveillance",
        "breach_id": "0198a1b0-0000-7000-8000-000000000ee1",
        "found_on": "2026-10-01",
        "place_code": "11977",
        "what": "In sao cao hơn hạng được công nhận",
    },
):
    """Misuse of the mark that an agency found is known to concern a product; what the office does is told of the breach."""

    breach_id: str | None = None
    found_on: date
    place_code: str | None = None
    what: str


class CredentialMatchedV1(
    MatchedFacts,
    type="vn.ocop.registry.agency-report.credential-matched.v1",
    topic=TOPIC,
    key="agency_report_id",
    key_facts=("kind", "number", "granted"),
    vi="Xác định được chứng nhận do cơ quan cấp hoặc thu hồi là của ai.",
    example={
        "credential_id": "0198a1b0-0000-7000-8000-000000000cc1",
        "granted": True,
        "kind": "food-safety",
        "number": "0012/2026/ATTP",
        "on": "2026-10-02",
        "expires_on": "2029-10-01",
    },
):
    """A credential that an agency granted or withdrew is known to concern a producer or product."""

    credential_id: str
    granted: Annotated[bool, Field(description="False: withdrawn.")]
    kind: str
    number: str
    on: date
    expires_on: date | None = None


class RightMatchedV1(
    MatchedFacts,
    type="vn.ocop.registry.agency-report.right-matched.v1",
    topic=TOPIC,
    key="agency_report_id",
    key_facts=("kind", "number"),
    vi="Xác định được quyền sở hữu trí tuệ vừa cấp là của ai.",
    example={
        "agency": "ip-office",
        "right_id": "0198a1b0-0000-7000-8000-000000000e21",
        "kind": "trademark",
        "number": "4-0498765",
        "granted_on": "2026-10-02",
        "expires_on": "2036-10-01",
    },
):
    """A right that was granted is known to be a producer's."""

    right_id: str | None = None
    kind: RightKind
    number: str
    granted_on: date
    expires_on: date | None = None


class PromotionMatchedV1(
    AgencyReportFacts,
    type="vn.ocop.registry.agency-report.promotion-matched.v1",
    topic=TOPIC,
    key="agency_report_id",
    vi="Hoạt động xúc tiến và các sản phẩm tham gia đã xác định được.",
    example={
        "agency": "trade-promotion",
        "name": "Hội chợ OCOP vùng đồng bằng",
        "held_on": "2026-10-01",
        "place_code": "33",
        "products": [{}],
        "unknown_codes": ["33-99999-1-2026"],
        "matched_on": "2026-10-02",
    },
):
    """A promotion with the products shown there, as far as they are known: a draft of an activity to confirm."""

    name: str
    held_on: date
    place_code: str | None = None
    products: list[ProductRef] = []
    unknown_codes: list[str] = []
    matched_on: date


class AgencyReportWaitingV1(
    AgencyReportFacts,
    type="vn.ocop.registry.agency-report.waiting.v1",
    topic=TOPIC,
    key="agency_report_id",
    vi="Chưa chắc báo cáo của cơ quan khác thuộc đối tượng nào: chờ cán bộ xác định.",
    example={"about": "inspection.reported", "office": "33", "candidates": 2, "waiting_since": "2026-10-02"},
):
    """Whom a report concerns is not certain: it waits at the matching desk for a person of the office."""

    about: Annotated[str, Field(description="The type of the report, e.g. `lab-test.reported`.")]
    office: PlacePath | None = None
    candidates: int = 0
    waiting_since: date


class AgencyReportMatchWithdrawnV1(
    AgencyReportFacts,
    type="vn.ocop.registry.agency-report.match-withdrawn.v1",
    topic=TOPIC,
    key="agency_report_id",
    vi="Báo cáo đã bị gắn nhầm đối tượng; kết quả trước không còn giá trị.",
    example={"product": {}, "reason": "Mã sản phẩm ghi nhầm", "withdrawn_on": "2026-10-10"},
):
    """A report was matched to the wrong one: what was told of it is to be forgotten, a new match may follow."""

    producer: ProducerRef
    product: ProductRef | None = None
    reason: str
    withdrawn_on: date
