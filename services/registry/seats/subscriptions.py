"""Events of councils and advisory work that seats are kept from: each carries the whole of one, so that the latest is all there is to keep."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.advisory import AdvisoryAssignedV1, AdvisoryFacts, AdvisoryReportedV1
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
from services.registry.seats.case_seats import CaseAdvisers
from services.registry.seats.rules import Council
from services.registry.seats.use_cases import keep_advisers, keep_seats

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


@subscriptions.batch(AdvisoryAssignedV1, AdvisoryReportedV1, idempotent=True, rebuilds=(store.advisers.name,))
async def when_advisory_work_is_given_out_note_who_advises(
    unit: Unit, events: Sequence[Received[AdvisoryFacts]]
) -> None:
    await keep_advisers(unit, [_advisers(event) for event in events])


def _advisers(event: Received[AdvisoryFacts]) -> CaseAdvisers:
    """Nobody any more once the report is sealed."""
    fact = event.data
    given = {"seated": fact.persons, "recused": fact.recused} if isinstance(fact, AdvisoryAssignedV1) else {}
    return mapped(CaseAdvisers, fact, id=fact.case_id, version=event.subject_version, **given)


def _council(event: Received[CouncilFacts]) -> Council:
    seats = [(seat.person_id, seat.part, seat.recused) for seat in event.data.seats]
    return mapped(Council, event.data, version=event.subject_version, seats=seats)
