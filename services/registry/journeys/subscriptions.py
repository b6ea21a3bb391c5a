"""Events that journeys are made of: cases, rulings, and the dossier's own. Of councils and sheets nothing is kept."""

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
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.dossier import DossierSupplementedV1, DossierWithdrawnV1

from kit.clock import local_date
from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from programme.journeys import What, moves
from services.registry.journeys import store, use_cases
from services.registry.journeys.journey import Fact, Opening, Ruled

subscriptions = Subscriptions("journeys")


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
    for move in moves(event.type, data, local_date(event.time)):
        yield mapped(
            Fact,
            move,
            identity=event.record.identity,
            at=event.time,
            version=event.subject_version,
            opening=_opening(data) if move.what is What.OPENED else None,
            supplement_by=data.supplement_by if isinstance(data, CaseReturnedV1) else None,
            ruled=mapped(Ruled, data) if isinstance(data, RulingIssuedV1) and not move.part else None,
        )


def _opening(data: CaseOpenedV1 | CaseReceivedV1) -> Opening:
    producer = data.producer
    named = {"product": data.product.name, "producer": producer.name}
    calendar = data.law.calendar if data.law else ()
    return mapped(Opening, data, **named, place=producer.place.path, calendar=calendar)
