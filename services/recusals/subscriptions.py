"""
Events that recusals react to: councils and advisory work of every deployment.

One handler, under the name it has in each service's databases, which refer to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.advisory import AdvisoryAssignedV1
from ocop_events.evaluation.council import CouncilFacts, CouncilFormedV1, CouncilReseatedV1, MemberRecusedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.recusals import store, use_cases
from services.recusals.case_recusals import CaseRecusals

subscriptions = Subscriptions("recusals")
"""Of evaluation, whose own commands note who stands aside as well: nothing of it is made anew from the topic alone."""
of_notifications = Subscriptions("recusals")
"""Of notifications, which knows nothing but what is published."""

SAYING_SO = (CouncilFormedV1, CouncilReseatedV1, MemberRecusedV1, AdvisoryAssignedV1)
Saying = CouncilFacts | AdvisoryAssignedV1


@subscriptions.batch(*SAYING_SO, idempotent=True)
async def when_somebody_stands_aside_close_the_dossier(unit: Unit, events: Sequence[Received[Saying]]) -> None:
    await use_cases.note(unit, [_recusals(event.data) for event in events])


@of_notifications.batch(*SAYING_SO, idempotent=True, rebuilds=(store.recusals.name,))
async def when_somebody_stands_aside_close_the_dossiers_messages(
    unit: Unit, events: Sequence[Received[Saying]]
) -> None:
    await use_cases.note(unit, [_recusals(event.data) for event in events])


def _recusals(fact: Saying) -> CaseRecusals:
    seats = fact.seats if isinstance(fact, CouncilFacts) else ()
    aside = {*fact.recused, *(seat.person_id for seat in seats if seat.recused)}
    return CaseRecusals(id=fact.case_id, dossier_id=fact.dossier_id, people=tuple(sorted(aside)))
