"""Events that journeys are made of: cases, rulings, and the dossier's own. Of councils and sheets nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ocop_events.evaluation.case import (
    CaseForwardedV1,
    CaseOpenedV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseScreenedV1,
)
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.dossier import DossierSupplementedV1, DossierWithdrawnV1

from kit.clock import local_date
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.journeys import store, use_cases
from services.registry.journeys.journey import Fact, Opening, Ruled, What

subscriptions = Subscriptions("journeys")

_OUTCOMES = {
    "recognised": What.RECOGNISED,
    "not-recognised": What.NOT_RECOGNISED,
    "forwarded": What.FORWARDED,
    "returned": What.SENT_DOWN,
}


@subscriptions.batch(
    CaseOpenedV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseScreenedV1,
    CaseForwardedV1,
    RulingIssuedV1,
    DossierSupplementedV1,
    DossierWithdrawnV1,
    idempotent=True,
    rebuilds=(store.journeys.name, store.stays.name),
)
async def when_a_dossier_moves_note_who_has_it(unit: Unit, events: Sequence[Received[Any]]) -> None:
    await use_cases.record_facts(unit, [(event.data.dossier_id, list(_facts(event))) for event in events])


def _facts(event: Received[Any]) -> Iterator[Fact]:
    data = event.data
    match data:
        case CaseOpenedV1():
            yield _fact(event, What.OPENED, data.opened_on, data.case_id, opening=_opening(data))
        case CaseReceivedV1():
            yield _fact(event, What.OPENED, data.received_on, data.case_id, opening=_opening(data))
            yield _fact(event, What.HANDED_OVER, data.received_on, data.from_case_id, part="sender")
        case CaseReturnedV1():
            yield _fact(event, What.RETURNED, data.returned_on, data.case_id, supplement_by=data.supplement_by)
        case CaseScreenedV1():
            what = What.SCREENED if data.proposes else What.DECLINED
            yield _fact(event, what, data.screened_on, data.case_id)
        case CaseForwardedV1():
            yield _fact(event, What.FORWARDED, data.forwarded_on, data.case_id)
        case RulingIssuedV1():
            yield from _ruled(event)
        case DossierSupplementedV1():
            yield _fact(event, What.SUPPLEMENTED, local_date(event.time), data.case_id)
        case DossierWithdrawnV1():
            yield _fact(event, What.WITHDRAWN, data.withdrawn_on, None)


def _ruled(event: Received[RulingIssuedV1]) -> Iterator[Fact]:
    data = event.data
    if what := _OUTCOMES.get(data.outcome):
        ruled = Ruled(
            ruling_id=data.ruling_id,
            star=data.star,
            decision_number=data.decision_number,
            decided_on=data.decided_on,
        )
        yield _fact(event, what, data.decided_on, data.case_id, ruled=ruled)
    if data.outcome == "returned" and data.layers:
        # The last layer before this ruling is that of the office that forwarded the case.
        yield _fact(event, What.REFERRED_BACK, data.decided_on, data.layers[-1].case_id, part="sender")


def _fact(event: Received[Any], what: What, on: date, case_id: str | None, **more: Any) -> Fact:
    return Fact(
        identity=event.record.identity,
        at=event.time,
        version=event.subject_version,
        what=what,
        on=on,
        case_id=case_id,
        **more,
    )


def _opening(data: CaseOpenedV1 | CaseReceivedV1) -> Opening:
    return Opening(
        office=data.office,
        tier=data.tier,
        product=data.product.name,
        producer=data.producer.name,
        producer_id=data.producer.id,
        place=data.producer.place.path,
        due_on=data.due_on,
        period_days=data.period_days,
        period_counted=data.period_counted,
        calendar=tuple(data.law.calendar) if data.law else (),
    )
