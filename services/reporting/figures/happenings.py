"""
What each event of the other services says has happened, as occurrences. Pure.

An act of an office (an inspection, an advice) counts at the office's place; what is a producer's, at the producer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import singledispatch
from typing import Any

from ocop_events.envelope import EventData
from ocop_events.evaluation.campaign import CampaignLineAdvancedV1, CampaignLineReviewedV1
from ocop_events.registry.advice import AdviceGivenV1
from ocop_events.registry.breach import BreachMeasureTakenV1, BreachOpenedV1
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateGivenUpV1,
    CertificateReinstatedV1,
    CertificateRevokedV1,
    CertificateStruckV1,
)
from ocop_events.registry.credential import (
    CredentialExpiredV1,
    CredentialFacts,
    CredentialRecordedV1,
    CredentialRenewedV1,
    CredentialVerifiedV1,
    HeldCredentialWithdrawnV1,
)
from ocop_events.registry.design import DesignFacts, DesignOfferedV1, DesignPublishedV1, DesignWithdrawnV1
from ocop_events.registry.dossier import DossierOpenedV1, DossierSubmittedV1
from ocop_events.registry.inspection import InspectionCancelledV1, InspectionCompletedV1, InspectionPlannedV1
from ocop_events.registry.linkage import LinkageEndedV1, LinkageFacts, LinkageRecordedV1
from ocop_events.registry.mark import MarkUseRegisteredV1
from ocop_events.registry.plan import PlanApprovedV1
from ocop_events.registry.product import ProductCertifiedV1, ProductPlannedV1
from ocop_events.registry.right import RightFiledV1, RightGrantedV1
from ocop_events.registry.yearly_card import YearlyCardFiledV1
from ocop_events.vocabulary import ProducerRef, ProductRef

from services.reporting.figures.occurrence import Occurrence
from services.reporting.standings.rules import sector_of

_DAY = timedelta(days=1)
ENDED_AS = {"kept", "lowered", "upgraded", "not-recognised", "lapsed", "given-up", "revoked", "struck"}
"""Stages of a campaign's line after which nothing more comes."""


@singledispatch
def happenings(event: EventData, version: int) -> Iterator[Occurrence]:
    """What an event says has happened; of an event that is not counted, a fault of the programme."""
    raise NotImplementedError(type(event).__name__)


COUNTED: tuple[type[EventData], ...] = (
    AdviceGivenV1,
    BreachMeasureTakenV1,
    BreachOpenedV1,
    CampaignLineAdvancedV1,
    CampaignLineReviewedV1,
    CertificateExpiredV1,
    CertificateGivenUpV1,
    CertificateReinstatedV1,
    CertificateRevokedV1,
    CertificateStruckV1,
    CredentialExpiredV1,
    CredentialRecordedV1,
    CredentialRenewedV1,
    CredentialVerifiedV1,
    DesignOfferedV1,
    DesignPublishedV1,
    DesignWithdrawnV1,
    DossierOpenedV1,
    DossierSubmittedV1,
    HeldCredentialWithdrawnV1,
    InspectionCancelledV1,
    InspectionCompletedV1,
    InspectionPlannedV1,
    LinkageEndedV1,
    LinkageRecordedV1,
    MarkUseRegisteredV1,
    PlanApprovedV1,
    ProductCertifiedV1,
    ProductPlannedV1,
    RightFiledV1,
    RightGrantedV1,
    YearlyCardFiledV1,
)
"""The events that are counted."""


def _of(producer: ProducerRef, product: ProductRef | None = None, **more: str | None) -> dict[str, Any]:
    """Where something of a producer counts, what it is called, and what it may be divided by."""
    by = {"producer-kind": producer.kind, "sector": sector_of(product.set_no) if product else None, **more}
    return {
        "place": producer.place.path,
        "title": product.name if product else producer.name,
        "product": product.id if product else None,
        "by": {name: value for name, value in by.items() if value},
    }


@happenings.register
def _(event: ProductPlannedV1, version: int) -> Iterator[Occurrence]:
    star = str(event.target_star) if event.target_star else None
    yield Occurrence(
        id=f"product-planned:{event.product_id}:{event.plan_year}",
        version=version,
        kind="product-planned",
        on=date(event.plan_year, 1, 1),
        page=f"/products/{event.product_id}",
        **_of(event.producer, event.product, star=star),
    )


@happenings.register
def _(event: PlanApprovedV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"plan-approved:{event.plan_id}",
        version=version,
        kind="plan-approved",
        on=event.approved_on,
        place=event.office,
        title=str(event.year),
        page=f"/plans/{event.plan_id}",
    )


@happenings.register
def _(event: AdviceGivenV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"advice-given:{event.advice_id}",
        version=version,
        kind="advice-given",
        on=event.given_on,
        page=f"/advice/{event.advice_id}",
        **{**_of(event.producer, event.product), "place": event.office, "title": event.about},
    )


@happenings.register
def _(event: DossierOpenedV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"dossier-opened:{event.dossier_id}",
        version=version,
        kind="dossier-opened",
        on=event.opened_on,
        page=f"/dossiers/{event.dossier_id}",
        **_of(event.producer, event.product, kind=event.kind),
    )


@happenings.register
def _(event: DossierSubmittedV1, version: int) -> Iterator[Occurrence]:
    dossier = event.dossier
    yield Occurrence(
        id=f"dossier-submitted:{event.dossier_id}",
        version=version,
        kind="dossier-submitted",
        on=dossier.submitted_on,
        page=f"/dossiers/{event.dossier_id}",
        **_of(dossier.producer, dossier.product, kind=dossier.kind),
    )


@happenings.register
def _(event: ProductCertifiedV1, version: int) -> Iterator[Occurrence]:
    # Its version is the product's; a certificate is certified once, so the first word on it is the only one.
    yield Occurrence(
        id=f"recognition:{event.certificate_id}",
        version=1,
        kind="recognition",
        on=event.decided_on,
        page=f"/certificates/{event.certificate_id}",
        **_of(event.producer, event.product, star=str(event.star)),
    )


_Ended = (
    CertificateExpiredV1 | CertificateGivenUpV1 | CertificateRevokedV1 | CertificateReinstatedV1 | CertificateStruckV1
)


def _ended(event: _Ended, version: int, on: date, how: str, *, gone: bool = False) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"certificate-ended:{event.certificate_id}",
        version=version,
        kind="certificate-ended",
        on=on,
        page=f"/certificates/{event.certificate_id}",
        gone=gone,
        **_of(event.producer, event.product, star=str(event.star), result=how),
    )


@happenings.register
def _(event: CertificateExpiredV1, version: int) -> Iterator[Occurrence]:
    yield from _ended(event, version, event.valid_until + _DAY, "lapsed")


@happenings.register
def _(event: CertificateGivenUpV1, version: int) -> Iterator[Occurrence]:
    yield from _ended(event, version, event.given_up_on, "given-up")


@happenings.register
def _(event: CertificateRevokedV1, version: int) -> Iterator[Occurrence]:
    yield from _ended(event, version, event.revoked_on, "revoked")


@happenings.register
def _(event: CertificateReinstatedV1, version: int) -> Iterator[Occurrence]:
    yield from _ended(event, version, event.valid_from, "revoked", gone=True)


@happenings.register
def _(event: CertificateStruckV1, version: int) -> Iterator[Occurrence]:
    yield from _ended(event, version, event.valid_from, "struck", gone=True)
    yield Occurrence(
        id=f"recognition:{event.certificate_id}",
        version=2,  # after the one word that it was certified
        kind="recognition",
        on=event.decided_on,
        page=f"/certificates/{event.certificate_id}",
        gone=True,
        **_of(event.producer, event.product, star=str(event.star)),
    )


@happenings.register
def _(event: CampaignLineReviewedV1, version: int) -> Iterator[Occurrence]:
    line = event.line
    yield Occurrence(
        id=f"campaign-line-reviewed:{event.campaign_id}:{line.line_id}",
        version=version,
        kind="campaign-line-reviewed",
        on=event.reviewed_on,
        service="evaluation",
        page=f"/campaigns/{event.campaign_id}/lines/{line.line_id}",
        **_of(line.producer, line.product),
    )


@happenings.register
def _(event: CampaignLineAdvancedV1, version: int) -> Iterator[Occurrence]:
    line, stage = event.line, event.stage or event.line.stage
    said: dict[str, Any] = {
        "version": version,
        "on": event.advanced_on,
        "service": "evaluation",
        "page": f"/campaigns/{event.campaign_id}/lines/{line.line_id}",
    }
    if stage == "submitted":
        result = None if event.in_time is None else ("in-time" if event.in_time else "late")
        id = f"campaign-line-received:{event.campaign_id}:{line.line_id}"
        yield Occurrence(
            id=id, kind="campaign-line-received", **said, **_of(line.producer, line.product, result=result)
        )
    id = f"campaign-line-ended:{event.campaign_id}:{line.line_id}"
    yield Occurrence(
        id=id,
        kind="campaign-line-ended",
        gone=stage not in ENDED_AS,
        **said,
        **_of(line.producer, line.product, result=stage),
    )


def _credential(event: CredentialFacts, version: int, until: date | None, on: date) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"credential:{event.credential_id}",
        version=version,
        kind="credential",
        on=event.issued_on or on,
        until=until,
        page=f"/credentials/{event.credential_id}",
        **_of(event.producer, event.product, kind=event.kind),
    )


@happenings.register
def _(event: CredentialRecordedV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on, event.recorded_on)


@happenings.register
def _(event: CredentialVerifiedV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on, event.verified_on)


@happenings.register
def _(event: CredentialRenewedV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on, event.renewed_on)


@happenings.register
def _(event: CredentialExpiredV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.expires_on or event.expired_on - _DAY, event.expired_on)


@happenings.register
def _(event: HeldCredentialWithdrawnV1, version: int) -> Iterator[Occurrence]:
    yield from _credential(event, version, event.withdrawn_on - _DAY, event.withdrawn_on)


def _linkage(event: LinkageFacts, version: int, until: date | None) -> Iterator[Occurrence]:
    terms = event.terms
    yield Occurrence(
        id=f"linkage-contract:{event.linkage_id}",
        version=version,
        kind="linkage-contract",
        on=terms.from_on,
        until=until,
        page=f"/linkages/{event.linkage_id}",
        amounts={"households": terms.households or 0},
        **{**_of(event.producer, event.product, kind=terms.kind), "title": terms.goods},
    )


@happenings.register
def _(event: LinkageRecordedV1, version: int) -> Iterator[Occurrence]:
    yield from _linkage(event, version, event.terms.until)


@happenings.register
def _(event: LinkageEndedV1, version: int) -> Iterator[Occurrence]:
    yield from _linkage(event, version, event.ended_on)


@happenings.register
def _(event: RightFiledV1, version: int) -> Iterator[Occurrence]:
    yield from _right(event, version, "right-filed", event.filed_on)


@happenings.register
def _(event: RightGrantedV1, version: int) -> Iterator[Occurrence]:
    yield from _right(event, version, "right-granted", event.granted_on)


def _right(event: RightFiledV1 | RightGrantedV1, version: int, kind: str, on: date) -> Iterator[Occurrence]:
    place = event.producer.place.path if event.producer else event.helped_by
    if place is None:  # nobody's place: a right of the whole country is no office's figure
        return
    yield Occurrence(
        id=f"{kind}:{event.right_id}",
        version=version,
        kind=kind,
        on=on,
        place=place,
        title=event.name,
        product=event.product.id if event.product else None,
        page=f"/rights/{event.right_id}",
        by={"kind": event.kind},
    )


@happenings.register
def _(event: MarkUseRegisteredV1, version: int) -> Iterator[Occurrence]:
    for use in event.uses:
        yield Occurrence(
            id=f"mark-use:{use.id}",
            version=version,
            kind="mark-use",
            on=event.registered_on,
            page=f"/mark-uses/{use.id}",
            amounts={"printed": use.printed or 0},
            **{**_of(event.producer, event.product, kind=use.medium), "title": use.what},
        )


def _design(event: DesignFacts, version: int, on: date, *, gone: bool = False) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"design:{event.design_id}",
        version=version,
        kind="design",
        on=on,
        gone=gone,
        page=f"/designs/{event.design_id}",
        **{
            **_of(event.producer, kind=event.kind),
            "title": event.name,
            "place": event.supported_by or event.producer.place.path,
        },
    )


@happenings.register
def _(event: DesignOfferedV1, version: int) -> Iterator[Occurrence]:
    yield from _design(event, version, event.offered_on)


@happenings.register
def _(event: DesignPublishedV1, version: int) -> Iterator[Occurrence]:
    yield from _design(event, version, event.published_on)


@happenings.register
def _(event: DesignWithdrawnV1, version: int) -> Iterator[Occurrence]:
    yield from _design(event, version, event.withdrawn_on, gone=True)


_Inspection = InspectionPlannedV1 | InspectionCancelledV1 | InspectionCompletedV1


def _inspection(event: _Inspection, version: int, kind: str, on: date, **more: Any) -> Iterator[Occurrence]:
    result = event.finding if isinstance(event, InspectionCompletedV1) else None
    yield Occurrence(
        id=f"{kind}:{event.inspection_id}",
        version=version,
        kind=kind,
        on=on,
        page=f"/inspections/{event.inspection_id}",
        **{**_of(event.producer, event.product, result=result), "place": event.office},
        **more,
    )


@happenings.register
def _(event: InspectionPlannedV1, version: int) -> Iterator[Occurrence]:
    yield from _inspection(event, version, "inspection-planned", event.planned_on)


@happenings.register
def _(event: InspectionCancelledV1, version: int) -> Iterator[Occurrence]:
    yield from _inspection(event, version, "inspection-planned", event.cancelled_on, gone=True)


@happenings.register
def _(event: InspectionCompletedV1, version: int) -> Iterator[Occurrence]:
    yield from _inspection(event, version, "inspection-held", event.completed_on)


@happenings.register
def _(event: BreachOpenedV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"breach:{event.breach_id}",
        version=version,
        kind="breach",
        on=event.opened_on,
        page=f"/breaches/{event.breach_id}",
        **{**_of(event.producer, event.product, kind=event.kind), "place": event.office},
    )


@happenings.register
def _(event: BreachMeasureTakenV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"measure:{event.breach_id}:{version}",
        version=version,
        kind="measure",
        on=event.taken_on,
        page=f"/breaches/{event.breach_id}",
        **{**_of(event.producer, event.product, kind=event.measure), "place": event.office},
    )


@happenings.register
def _(event: YearlyCardFiledV1, version: int) -> Iterator[Occurrence]:
    figures = event.figures
    amounts = {
        "revenue": figures.revenue,
        "export": figures.export_value,
        "labour": figures.labour,
        "labour-women": figures.labour_women,
    }
    yield Occurrence(
        id=f"yearly-card:{event.card_id}",
        version=version,
        kind="yearly-card",
        on=event.filed_on,
        page=f"/products/{event.product.id}",
        amounts={name: value for name, value in amounts.items() if value is not None},
        **_of(event.producer, event.product),
    )
