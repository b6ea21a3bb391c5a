"""What recusals hear: each event tells the whole of a council, so that the latest is all there is to keep."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.council import CouncilFacts, CouncilReseatedV1, MemberRecusedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.notifications.recusals import store, use_cases
from services.notifications.recusals.recusals import CaseRecusals

subscriptions = Subscriptions("recusals")


@subscriptions.batch(MemberRecusedV1, CouncilReseatedV1, guarded=True, rebuilds=(store.recusals.name,))
async def when_somebody_stands_aside_close_the_dossiers_messages(
    unit: Unit, events: Sequence[Received[CouncilFacts]]
) -> None:
    told = [_recusals(event) for event in events]
    await use_cases.take_in(unit, [one for one in told if one.people])


def _recusals(event: Received[CouncilFacts]) -> CaseRecusals:
    told = event.data
    aside = {*told.recused, *(seat.person_id for seat in told.seats if seat.recused)}
    return CaseRecusals(
        id=told.case_id, version=event.subject_version, dossier_id=told.dossier_id, people=tuple(sorted(aside))
    )
