"""Events that recusals react to: councils of every deployment, so that a dossier is closed at this office too."""

from __future__ import annotations

from collections.abc import Sequence

from ocop_events.evaluation.council import CouncilFacts, CouncilFormedV1, CouncilReseatedV1, MemberRecusedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.recusals import use_cases
from services.evaluation.recusals.recusals import CaseRecusals

subscriptions = Subscriptions("recusals")


@subscriptions.batch(CouncilFormedV1, CouncilReseatedV1, MemberRecusedV1, idempotent=True)
async def when_somebody_stands_aside_close_the_dossier(unit: Unit, events: Sequence[Received[CouncilFacts]]) -> None:
    await use_cases.note(unit, [_recusals(event.data) for event in events])


def _recusals(fact: CouncilFacts) -> CaseRecusals:
    aside = {*fact.recused, *(seat.person_id for seat in fact.seats if seat.recused)}
    return CaseRecusals(id=fact.case_id, dossier_id=fact.dossier_id, people=tuple(sorted(aside)))
