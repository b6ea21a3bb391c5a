"""Events of evaluation that rounds in reporting react to."""

from __future__ import annotations

from ocop_events.evaluation.case import CasePlacedV1
from ocop_events.evaluation.round import RoundClosedV1, RoundOpenedV1

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.reporting.rounds import use_cases
from services.reporting.rounds.round import CasePlace, Round

subscriptions = Subscriptions("rounds")


@subscriptions.on(RoundOpenedV1)
async def when_a_round_is_opened_keep_it(unit: Unit, event: Received[RoundOpenedV1]) -> None:
    await use_cases.keep_round(unit, mapped(Round, event.data, id=event.data.round_id, version=event.subject_version))


@subscriptions.on(RoundClosedV1)
async def when_a_round_is_closed_note_its_counts(unit: Unit, event: Received[RoundClosedV1]) -> None:
    fact = event.data
    said = {"closed_on": fact.closed_on, "counts": fact.counts, "carried_over": len(fact.carried_over)}
    await use_cases.close_round(unit, fact.round_id, event.subject_version, **said)


@subscriptions.on(CasePlacedV1)
async def when_a_case_is_placed_note_its_round(unit: Unit, event: Received[CasePlacedV1]) -> None:
    await use_cases.place_case(
        unit, mapped(CasePlace, event.data, id=event.data.case_id, version=event.subject_version)
    )
