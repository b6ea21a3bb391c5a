"""Events that recusals react to: each describes a whole council, so that the latest is all there is to keep."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.council import CouncilFacts, CouncilReseatedV1, MemberRecusedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.notifications.recusals import store, use_cases
from services.notifications.recusals.recusals import CaseRecusals

subscriptions = Subscriptions("recusals")


@subscriptions.batch(MemberRecusedV1, CouncilReseatedV1, idempotent=True, rebuilds=(store.recusals.name,))
async def when_somebody_stands_aside_close_the_dossiers_messages(
    unit: Unit, events: Sequence[Received[CouncilFacts]]
) -> None:
    await use_cases.keep_latest(unit, [_recusals(event) for event in events])


def _recusals(event: Received[CouncilFacts]) -> CaseRecusals:
    council = event.data
    aside = {*council.recused, *(seat.person_id for seat in council.seats if seat.recused)}
    return CaseRecusals(
        id=council.case_id, version=event.subject_version, dossier_id=council.dossier_id, people=tuple(sorted(aside))
    )
