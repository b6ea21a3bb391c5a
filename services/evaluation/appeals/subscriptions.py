"""What appeals react to: a ruling was contested, answered or withdrawn, or its dossier is of another record now."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierMovedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.appeals import use_cases
from services.evaluation.appeals.appeal import Result
from services.evaluation.cases.dossier import Moved
from services.evaluation.rulings.use_cases import RulingAppealed, RulingUpheld, RulingWithdrawn

subscriptions = Subscriptions("appeals")


@subscriptions.within(RulingAppealed)
async def when_a_ruling_is_contested_take_the_appeal_up(unit: Unit, fact: RulingAppealed) -> None:
    await use_cases.lodge_appeal(unit, fact.ruling)


@subscriptions.within(RulingUpheld)
async def when_a_ruling_is_upheld_settle_its_appeal(unit: Unit, fact: RulingUpheld) -> None:
    await use_cases.end_with_ruling(unit, fact.ruling, Result.UPHELD, fact.answer, by=fact.by)


@subscriptions.within(RulingWithdrawn)
async def when_a_ruling_is_withdrawn_settle_its_appeal(unit: Unit, fact: RulingWithdrawn) -> None:
    await use_cases.end_with_ruling(unit, fact.ruling, Result.ANNULLED, fact.reason, by=fact.by)


@subscriptions.on(DossierMovedV1)
async def when_a_dossier_moves_have_its_appeals_follow(unit: Unit, event: Received[DossierMovedV1]) -> None:
    await use_cases.follow_dossier(unit, event.data.dossier_id, Moved.model_validate(event.data.model_dump()))
