"""Events of councils that seats are kept from: each carries the whole of one, so that the latest is all there is to keep."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.council import (
    CouncilDissolvedV1,
    CouncilFacts,
    CouncilFormedV1,
    CouncilReseatedV1,
    MemberRecusedV1,
)

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.seats import store
from services.registry.seats.rules import Council
from services.registry.seats.use_cases import keep_seats

subscriptions = Subscriptions("seats")


@subscriptions.batch(
    CouncilFormedV1,
    CouncilReseatedV1,
    MemberRecusedV1,
    CouncilDissolvedV1,
    idempotent=True,
    rebuilds=(store.seats.name,),
)
async def when_a_council_changes_note_who_sits(unit: Unit, events: Sequence[Received[CouncilFacts]]) -> None:
    await keep_seats(unit, [_council(event) for event in events])


def _council(event: Received[CouncilFacts]) -> Council:
    seats = [(seat.person_id, seat.part, seat.recused) for seat in event.data.seats]
    return mapped(Council, event.data, version=event.subject_version, seats=seats)
