"""Events that progress reacts to: dossiers, cases, councils, rulings. Of sheets, scores and people it keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ocop_events.evaluation.case import (
    CaseForwardedV1,
    CaseOpenedV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseScreenedV1,
)
from ocop_events.evaluation.council import CouncilFormedV1, CouncilReseatedV1, MemberRecusedV1
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.evaluation.scoring import ScoringConcludedV1, ScoringOpenedV1
from ocop_events.registry.dossier import DossierSupplementedV1, DossierWithdrawnV1

from kit.clock import local_date
from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from programme.journeys import What, moves
from services.reporting.progress import store, use_cases
from services.reporting.progress.journey import Fact, Opening

subscriptions = Subscriptions("progress")


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
    for move in moves(event.type, data, local_date(event.time)):
        yield mapped(
            Fact,
            move,
            identity=event.record.identity,
            at=event.time,
            version=event.subject_version,
            opening=_opening(data) if move.what is What.OPENED else None,
            recused=() if move.part else getattr(data, "recused", ()),
        )


def _opening(data: CaseOpenedV1 | CaseReceivedV1) -> Opening:
    named = {"product": data.product.name, "producer": data.producer.name, "place_name": data.producer.place.name}
    return mapped(Opening, data, **named, calendar=data.law.calendar if data.law else ())
