"""
What other agencies publish. Each writes to `ocop.agencies.<agency>` with its own credentials and nowhere else.

`product_code` is the code on the certificate; `tax_code` identifies a producer where no product is meant. One of the
two is needed for us to find whom it concerns. A household's tax code of 12 digits is a person's identity number and is
never sent: of a household, give the `product_code` of one of its products.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData

TOPIC = "ocop.agencies.{agency}"


class AgencyReport(
    EventData,
    key_facts=("agency",),
    example={
        "report_id": "ATTP-2026-00017",
        "agency": "food-safety",
        "product_code": "33-11977-1-2026",
        "reported_on": "2026-10-02",
        "document_url": "https://agency.example.vn/documents/ATTP-2026-00017",
    },
):
    """What every report carries; `report_id` is the agency's own number."""

    report_id: str
    agency: str
    product_code: str | None = None
    tax_code: Annotated[
        str | None,
        Field(
            description="Never a person's identity number (12 digits): of a household, a product_code of its products."
        ),
    ] = None
    reported_on: date
    document_url: str | None = None


class InspectionReportedV1(
    AgencyReport,
    type="vn.ocop.agencies.inspection.reported.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("inspected_on", "passed"),
    vi="Một cơ quan đã kiểm tra chủ thể.",
    example={"inspected_on": "2026-10-01", "passed": True, "finding": "Đạt yêu cầu an toàn thực phẩm"},
):
    """An agency inspected a producer."""

    inspected_on: date
    passed: bool
    finding: str


class LabTestReportedV1(
    AgencyReport,
    type="vn.ocop.agencies.lab-test.reported.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("sampled_on", "passed", "parameters"),
    vi="Phòng kiểm nghiệm đã kiểm tra một mẫu.",
    example={
        "agency": "quality-laboratory",
        "sampled_on": "2026-09-28",
        "passed": True,
        "parameters": {"Chì (Pb)": "không phát hiện"},
    },
):
    """A laboratory tested a sample."""

    sampled_on: date
    passed: bool
    parameters: dict[str, str] = {}


class MarkBreachReportedByAgencyV1(
    AgencyReport,
    type="vn.ocop.agencies.mark-breach.reported.v1",
    topic=TOPIC,
    key="report_id",
    vi="Một cơ quan phát hiện nhãn hiệu bị sử dụng sai.",
    example={
        "agency": "market-surveillance",
        "found_on": "2026-10-01",
        "place_code": "11977",
        "what": "In sao cao hơn hạng được công nhận",
    },
):
    """An agency found the mark misused."""

    found_on: date
    place_code: str | None = None
    what: str


class CredentialGrantedV1(
    AgencyReport,
    type="vn.ocop.agencies.credential.granted.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("kind", "number"),
    vi="Một cơ quan cấp chứng nhận.",
    example={"kind": "food-safety", "number": "0012/2026/ATTP", "issued_on": "2026-10-02", "expires_on": "2029-10-01"},
):
    """An agency granted a credential."""

    kind: str
    number: str
    issued_on: date
    expires_on: date | None = None


class CredentialWithdrawnV1(
    AgencyReport,
    type="vn.ocop.agencies.credential.withdrawn.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("kind", "number"),
    vi="Một cơ quan thu hồi chứng nhận.",
    example={
        "kind": "food-safety",
        "number": "0012/2026/ATTP",
        "withdrawn_on": "2027-05-04",
        "reason": "Không duy trì điều kiện",
    },
):
    """An agency withdrew a credential."""

    kind: str
    number: str
    withdrawn_on: date
    reason: str | None = None


class IpRightGrantedV1(
    AgencyReport,
    type="vn.ocop.agencies.ip-right.granted.v1",
    topic=TOPIC,
    key="report_id",
    key_facts=("kind", "number", "holder"),
    vi="Quyền sở hữu trí tuệ được cấp.",
    example={
        "agency": "ip-office",
        "kind": "trademark",
        "number": "4-0498765",
        "holder": "Hợp tác xã Nhãn lồng Tân Hưng",
        "granted_on": "2026-10-02",
        "expires_on": "2036-10-01",
    },
):
    """An intellectual property right was granted."""

    kind: str
    number: str
    holder: str
    granted_on: date
    expires_on: date | None = None


class PromotionHeldV1(
    AgencyReport,
    type="vn.ocop.agencies.promotion.held.v1",
    topic=TOPIC,
    key="report_id",
    vi="Hội chợ hoặc hoạt động xúc tiến đã diễn ra.",
    example={
        "agency": "trade-promotion",
        "product_code": None,
        "name": "Hội chợ OCOP vùng đồng bằng",
        "held_on": "2026-10-01",
        "place_code": "33",
        "product_codes": ["33-11977-1-2026"],
    },
):
    """A fair or other promotion took place."""

    name: str
    held_on: date
    place_code: str | None = None
    product_codes: list[str] = []
