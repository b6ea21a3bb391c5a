"""The event of the registry that rulings react to: a dossier that is of another record now."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierMovedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.cases.dossier import Moved
from services.evaluation.rulings.use_cases import follow_dossier

subscriptions = Subscriptions("rulings")


@subscriptions.on(DossierMovedV1)
async def when_a_dossier_moves_have_its_rulings_follow(unit: Unit, event: Received[DossierMovedV1]) -> None:
    await follow_dossier(unit, event.data.dossier_id, Moved.model_validate(event.data.model_dump()))
