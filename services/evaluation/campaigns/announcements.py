"""Events about campaigns: one mapping from the aggregates to the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ocop_events.evaluation.campaign import (
    CampaignClosedV1,
    CampaignFacts,
    CampaignLineAdvancedV1,
    CampaignLineReviewedV1,
    CampaignOpenedV2,
    CampaignRemindedV1,
)
from ocop_events.evaluation.campaign import CampaignLine as LineRef
from ocop_events.vocabulary import CertificateRef, OfficialPaper, PlaceRef, ProducerRef, ProductRef

from kit.mapped import mapped
from kit.work import Unit
from services.evaluation.campaigns.campaign import Campaign
from services.evaluation.campaigns.line import Line

F = TypeVar("F", bound=CampaignFacts)


def of(kind: type[F], campaign: Campaign, **own: object) -> F:
    """An event of a campaign: fields of the same name are the campaign's own."""
    return mapped(kind, campaign, campaign_id=campaign.id, **own)


def line_ref(line: Line) -> LineRef:
    """A line as events carry it."""
    return mapped(
        LineRef,
        line,
        line_id=line.id,
        certificate=mapped(CertificateRef, line, id=line.certificate_id),
        product=product_ref(line),
        producer=producer_ref(line),
        place_then=mapped(PlaceRef, line.place_then),
        stage=line.state.value,
    )


def product_ref(line: Line) -> ProductRef:
    """The product of a line as events name it."""
    return ProductRef(id=line.product_id, name=line.product_name, set_no=line.set_no)


def producer_ref(line: Line) -> ProducerRef:
    """The producer of a line as events name it, where it is now."""
    place = mapped(PlaceRef, line.place_now)
    return ProducerRef(id=line.producer_id, name=line.producer_name, kind=line.producer_kind, place=place)


def opened(unit: Unit, campaign: Campaign, lines: Sequence[Line]) -> None:
    """Announces a campaign with its lines."""
    decision = None
    if campaign.decision_number and campaign.decided_on:
        decision = OfficialPaper(number=campaign.decision_number, signed_on=campaign.decided_on)
    fact = of(CampaignOpenedV2, campaign, decision=decision, lines=[line_ref(line) for line in lines])
    unit.announce(fact, place=campaign.office)


def reviewed(unit: Unit, campaign: Campaign, line: Line) -> None:
    """Announces what a review found."""
    review = line.review
    assert review is not None, "what is announced as reviewed was reviewed"
    fact = of(
        CampaignLineReviewedV1,
        campaign,
        line=line_ref(line),
        reviewed_by=review.office,
        findings=review.findings,
        note=review.note,
        reviewed_on=review.reviewed_on,
    )
    unit.announce(fact, place=campaign.office)


def advanced(unit: Unit, campaign: Campaign, line: Line, was: str) -> None:
    """Announces where a line stands now."""
    fact = of(
        CampaignLineAdvancedV1,
        campaign,
        line=line_ref(line),
        was=was,
        stage=line.state.value,
        product=product_ref(line),
        producer=producer_ref(line),
        in_time=line.in_time,
        dossier_id=line.dossier_id,
        advanced_on=unit.today,
    )
    unit.announce(fact, place=campaign.office)


def reminded(unit: Unit, campaign: Campaign, lines: Sequence[Line], days_left: int) -> None:
    """Announces that a producer is reminded of its lines, all with the same last day."""
    fact = of(
        CampaignRemindedV1,
        campaign,
        producer=producer_ref(lines[0]),
        last_day=lines[0].last_day,
        lines=[line_ref(line) for line in lines],
        days_left=days_left,
        reminded_on=unit.today,
    )
    unit.announce(fact, place=campaign.office)


def closed(unit: Unit, campaign: Campaign) -> None:
    """Announces that a campaign is over, with counts."""
    unit.announce(of(CampaignClosedV1, campaign), place=campaign.office)
