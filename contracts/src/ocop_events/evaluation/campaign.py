"""Campaigns of re-evaluation: the recognitions of one decision, or of one window of last days. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import CertificateRef, OfficialPaper, Part, PlacePath, PlaceRef, ProducerRef, ProductRef
from ocop_events.words import CampaignStage

TOPIC = "ocop.evaluation.campaign"


class CampaignLine(
    Part,
    example={
        "line_id": "1",
        "place_then": {"code": "12265", "path": "33/330/12265", "name": "Xã Chí Tân", "on": "2023-06-01"},
        "opens_on": "2029-03-13",
        "closes_on": "2029-05-12",
        "internal_by": "2029-04-30",
    },
):
    """One certificate to be judged again: places of then and of now, the law's window, the office's own earlier day."""

    line_id: str
    certificate: CertificateRef
    product: ProductRef
    producer: ProducerRef
    place_then: PlaceRef | None = None
    opens_on: date | None = None
    closes_on: Annotated[date | None, Field(description="The last day on which a dossier is in time.")] = None
    internal_by: date | None = None
    stage: CampaignStage = "not-invited"


class CampaignFacts(
    EventData,
    key_facts=("office", "receiving_office"),
    example={
        "campaign_id": "0198a1b0-0000-7000-8000-00000000ac02",
        "office": "33",
        "name": "Đánh giá lại sản phẩm của Quyết định 1234/QĐ-UBND",
        "receiving_office": "33",
    },
):
    """What every event of a campaign carries."""

    campaign_id: str
    office: PlacePath
    name: str
    receiving_office: Annotated[PlacePath, Field(description="Where dossiers are handed in.")]


class CampaignOpenedV2(
    CampaignFacts,
    type="vn.ocop.evaluation.campaign.opened.v2",
    topic=TOPIC,
    key="campaign_id",
    key_facts=("decision", "window_from", "window_to", "lines"),
    vi="Cơ quan mở đợt đánh giá lại theo một quyết định công nhận hoặc theo khoảng ngày hết hạn.",
    example={
        "decision": {"number": "1234/QĐ-UBND", "signed_on": "2026-09-10"},
        "due_by": "2029-04-30",
        "lines": [{}],
        "opened_on": "2029-02-01",
    },
):
    """An office opened a campaign, of one recognition decision or of all certificates that end in a window."""

    decision: OfficialPaper | None = None
    window_from: date | None = None
    window_to: date | None = None
    due_by: Annotated[date | None, Field(description="The office's own last day, where it set one.")] = None
    lines: list[CampaignLine]
    opened_on: date


class CampaignLineReviewedV1(
    CampaignFacts,
    type="vn.ocop.evaluation.campaign.line-reviewed.v1",
    topic=TOPIC,
    key="campaign_id",
    key_facts=("line", "findings"),
    vi="Một sản phẩm của đợt được rà soát trước khi mời.",
    example={"reviewed_by": "33/11977", "findings": {"Còn sản xuất": True}, "reviewed_on": "2029-02-20"},
):
    """A line was reviewed (rà soát) before its producer is invited: still produced, papers, criteria, mark."""

    line: CampaignLine
    reviewed_by: PlacePath
    findings: dict[str, bool] = {}
    note: str | None = None
    reviewed_on: date


class CampaignLineAdvancedV1(
    CampaignFacts,
    type="vn.ocop.evaluation.campaign.line-advanced.v1",
    topic=TOPIC,
    key="campaign_id",
    key_facts=("line", "was"),
    vi="Tình trạng của một sản phẩm trong đợt, theo dữ kiện thực tế.",
    example={
        "line": {"stage": "submitted"},
        "was": "invited",
        "stage": "submitted",
        "in_time": True,
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "product": {},
        "producer": {},
        "advanced_on": "2029-04-20",
    },
):
    """Where a line stands, as it follows from facts; nobody ticks it."""

    line: CampaignLine
    was: CampaignStage
    stage: Annotated[CampaignStage | None, Field(description="The line's stage now.")] = None
    product: ProductRef | None = None
    producer: ProducerRef | None = None
    in_time: bool | None = None
    dossier_id: str | None = None
    advanced_on: date


class CampaignRemindedV1(
    CampaignFacts,
    type="vn.ocop.evaluation.campaign.reminded.v1",
    topic=TOPIC,
    key="campaign_id",
    vi="Nhắc chủ thể và xã chưa nộp hồ sơ đánh giá lại.",
    example={"producer": {}, "last_day": "2029-04-30", "lines": [{}], "days_left": 18, "reminded_on": "2029-04-12"},
):
    """A producer whose dossiers are not in is reminded, and its commune; a line whose dossier is in is not among them."""

    producer: Annotated[ProducerRef | None, Field(description="Whose lines these are.")] = None
    last_day: Annotated[date | None, Field(description="By when the office wants these dossiers.")] = None
    lines: list[CampaignLine]
    days_left: int
    reminded_on: date


class CampaignClosedV1(
    CampaignFacts,
    type="vn.ocop.evaluation.campaign.closed.v1",
    topic=TOPIC,
    key="campaign_id",
    key_facts=("counts", "closed_on"),
    vi="Đợt đánh giá lại kết thúc; số sản phẩm theo kết quả.",
    example={"counts": {"kept": 20, "lapsed": 1, "upgraded": 3}, "closed_on": "2029-09-10"},
):
    """A campaign is over; how many lines ended in which stage."""

    counts: dict[str, int]
    closed_on: date
