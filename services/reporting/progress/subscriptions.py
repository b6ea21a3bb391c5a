"""Events that progress reacts to: dossiers, cases, councils, rulings. Of sheets, scores and people it keeps nothing."""

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
from ocop_events.evaluation.council import CouncilFacts, CouncilFormedV1, CouncilReseatedV1, MemberRecusedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.evaluation.scoring import ScoringConcludedV1, ScoringOpenedV1
from ocop_events.registry.dossier import DossierSupplementedV1, DossierWithdrawnV1

from kit.clock import local_date
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.reporting.progress import store, use_cases
from services.reporting.progress.journey import Fact, Opening, What

subscriptions = Subscriptions("progress")

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
    CouncilFormedV1,
    CouncilReseatedV1,
    MemberRecusedV1,
    ScoringOpenedV1,
    ScoringConcludedV1,
    RulingIssuedV1,
    DossierSupplementedV1,
    DossierWithdrawnV1,
    idempotent=True,
    rebuilds=(store.journeys.name, store.cases.name),
)
async def when_a_dossier_moves_note_where_it_stands(unit: Unit, events: Sequence[Received[Any]]) -> None:
    await use_cases.record_facts(unit, [(event.data.dossier_id, list(_facts(event))) for event in events])


def _facts(event: Received[Any]) -> Iterator[Fact]:
    data = event.data
    match data:
        case CaseOpenedV1():
            yield _fact(event, What.OPENED, data.opened_on, data.case_id, opening=_opening(data, data.number))
        case CaseReceivedV1():
            yield _fact(event, What.OPENED, data.received_on, data.case_id, opening=_opening(data, None))
            yield _fact(event, What.HANDED_OVER, data.received_on, data.from_case_id, part="sender")
        case CaseReturnedV1():
            yield _fact(event, What.RETURNED, data.returned_on, data.case_id)
        case CaseScreenedV1():
            what = What.SCREENED if data.proposes else What.DECLINED
            yield _fact(event, what, data.screened_on, data.case_id)
        case CaseForwardedV1():
            yield _fact(event, What.FORWARDED, data.forwarded_on, data.case_id)
        case CouncilFacts():
            if data.recused:  # of a council, only whom to show nothing is kept
                yield _fact(event, What.SEATED, _day(event), data.case_id, recused=tuple(data.recused))
        case ScoringOpenedV1():
            yield _fact(event, What.SCORING, _day(event), data.case_id, recused=tuple(data.recused))
        case ScoringConcludedV1():
            yield _fact(event, What.SCORED, _day(event), data.case_id)
        case RulingIssuedV1():
            yield from _ruled(event)
        case DossierSupplementedV1():
            yield _fact(event, What.SUPPLEMENTED, _day(event), data.case_id)
        case DossierWithdrawnV1():
            yield _fact(event, What.WITHDRAWN, data.withdrawn_on, None)


def _ruled(event: Received[RulingIssuedV1]) -> Iterator[Fact]:
    data = event.data
    if what := _OUTCOMES.get(data.outcome):
        yield _fact(event, what, data.decided_on, data.case_id, recused=tuple(data.recused))
    if data.outcome == "returned" and data.layers:
        # The last layer before this ruling is that of the office that forwarded the case.
        yield _fact(event, What.REFERRED_BACK, data.decided_on, data.layers[-1].case_id, part="sender")


def _fact(
    event: Received[Any],
    what: What,
    on: date,
    case_id: str | None,
    *,
    part: str = "",
    opening: Opening | None = None,
    recused: tuple[str, ...] = (),
) -> Fact:
    return Fact(
        identity=event.record.identity,
        part=part,
        at=event.time,
        version=event.subject_version,
        what=what,
        on=on,
        case_id=case_id,
        opening=opening,
        recused=recused,
    )


def _opening(data: CaseOpenedV1 | CaseReceivedV1, number: str | None) -> Opening:
    return Opening(
        office=data.office,
        tier=data.tier,
        number=number,
        product=data.product.name,
        producer=data.producer.name,
        place_name=data.producer.place.name,
        due_on=data.due_on,
        period_days=data.period_days,
        period_counted=data.period_counted,
        calendar=tuple(data.law.calendar) if data.law else (),
    )


def _day(event: Received[Any]) -> date:
    return local_date(event.time)
