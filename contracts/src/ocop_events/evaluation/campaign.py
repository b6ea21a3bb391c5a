"""Campaigns of re-evaluation: the recognitions of one decision, or of one window of last days. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import CertificateRef, OfficialPaper, Part, PlacePath, PlaceRef, ProducerRef, ProductRef
from ocop_events.words import CampaignStage

TOPIC = "ocop.evaluation.campaign"


class CampaignLine(Part):
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


class CampaignFacts(EventData, key_facts=("office", "receiving_office")):
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
    planned=True,
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
    planned=True,
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
    planned=True,
):
    """Where a line stands, as it follows from facts; nobody ticks it."""

    line: CampaignLine
    was: CampaignStage
    in_time: bool | None = None
    dossier_id: str | None = None
    advanced_on: date


class CampaignRemindedV1(
    CampaignFacts, type="vn.ocop.evaluation.campaign.reminded.v1", topic=TOPIC, key="campaign_id", planned=True
):
    """Producers and communes whose dossiers are not in are reminded; a line whose dossier is in is not among them."""

    lines: list[CampaignLine]
    days_left: int
    reminded_on: date


class CampaignClosedV1(
    CampaignFacts,
    type="vn.ocop.evaluation.campaign.closed.v1",
    topic=TOPIC,
    key="campaign_id",
    key_facts=("counts", "closed_on"),
    planned=True,
):
    """A campaign is over; how many lines ended in which stage."""

    counts: dict[str, int]
    closed_on: date
