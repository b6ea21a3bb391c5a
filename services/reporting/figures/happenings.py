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
from ocop_events.registry.certificate import (
    CertificateExpiredV1,
    CertificateGivenUpV1,
    CertificateReinstatedV1,
    CertificateRevokedV1,
    CertificateStruckV1,
)
from ocop_events.registry.dossier import DossierOpenedV1, DossierSubmittedV1
from ocop_events.registry.plan import PlanApprovedV1
from ocop_events.registry.product import ProductCertifiedV1, ProductPlannedV1
from ocop_events.reporting.task import TaskAnsweredV1
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
    CampaignLineAdvancedV1,
    CampaignLineReviewedV1,
    CertificateExpiredV1,
    CertificateGivenUpV1,
    CertificateReinstatedV1,
    CertificateRevokedV1,
    CertificateStruckV1,
    DossierOpenedV1,
    DossierSubmittedV1,
    PlanApprovedV1,
    ProductCertifiedV1,
    ProductPlannedV1,
    TaskAnsweredV1,
)
"""The events that are counted."""


def of_producer(producer: ProducerRef, product: ProductRef | None = None, **more: str | None) -> dict[str, Any]:
    """Where something of a producer counts, what it is called, and what it may be divided by."""
    by = {"producer-kind": producer.kind, "sector": sector_of(product.set_no) if product else None, **more}
    return {
        "place": producer.place.path,
        "title": product.name if product else producer.name,
        "product": product.id if product else None,
        "producer": producer.id,
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
        **of_producer(event.producer, event.product, star=star),
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
        **{**of_producer(event.producer, event.product), "place": event.office, "title": event.about},
    )


@happenings.register
def _(event: DossierOpenedV1, version: int) -> Iterator[Occurrence]:
    yield Occurrence(
        id=f"dossier-opened:{event.dossier_id}",
        version=version,
        kind="dossier-opened",
        on=event.opened_on,
        page=f"/dossiers/{event.dossier_id}",
        **of_producer(event.producer, event.product, kind=event.kind),
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
        **of_producer(dossier.producer, dossier.product, kind=dossier.kind),
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
        **of_producer(event.producer, event.product, star=str(event.star)),
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
        **of_producer(event.producer, event.product, star=str(event.star), result=how),
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
        **of_producer(event.producer, event.product, star=str(event.star)),
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
        **of_producer(line.producer, line.product),
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
            id=id, kind="campaign-line-received", **said, **of_producer(line.producer, line.product, result=result)
        )
    id = f"campaign-line-ended:{event.campaign_id}:{line.line_id}"
    yield Occurrence(
        id=id,
        kind="campaign-line-ended",
        gone=stage not in ENDED_AS,
        **said,
        **of_producer(line.producer, line.product, result=stage),
    )


@happenings.register
def _(event: TaskAnsweredV1, version: int) -> Iterator[Occurrence]:
    """Counts on the day of the first answer, however often more was asked for."""
    yield Occurrence(
        id=f"directive-task-answered:{event.task_id}",
        version=version,
        kind="directive-task-answered",
        on=event.first_answered_on or event.answered_on,
        place=event.office,
        title=event.what,
        service="reporting",
        page=f"/directives/{event.directive_id}/tasks/{event.task_id}",
        by={"result": "in-time" if event.on_time else "late"},
    )
