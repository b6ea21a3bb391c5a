"""What the registry hears of councils: each event tells the whole of one, so that the latest is all there is to keep."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.council import (
    CouncilDissolvedV1,
    CouncilFacts,
    CouncilFormedV1,
    CouncilReseatedV1,
    MemberRecusedV1,
)

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.registry.seats import store, use_cases
from services.registry.seats.seats import CaseSeats

subscriptions = Subscriptions("seats")


@subscriptions.batch(
    CouncilFormedV1,
    CouncilReseatedV1,
    MemberRecusedV1,
    CouncilDissolvedV1,
    guarded=True,
    rebuilds=(store.seats.name,),
)
async def when_a_council_changes_note_who_sits(unit: Unit, events: Sequence[Received[CouncilFacts]]) -> None:
    await use_cases.take_in(unit, [_seats(event) for event in events])


def _seats(event: Received[CouncilFacts]) -> CaseSeats:
    told = event.data
    aside = set(told.recused) | {seat.person_id for seat in told.seats if seat.recused}
    return CaseSeats(
        id=told.case_id,
        version=event.subject_version,
        dossier_id=told.dossier_id,
        office=told.office,
        seated=tuple(seat.person_id for seat in told.seats if seat.person_id not in aside),
        recused=tuple(sorted(aside)),
    )
