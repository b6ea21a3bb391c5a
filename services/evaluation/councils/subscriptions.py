"""Events that councils react to: that a dossier was taken back."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierWithdrawnV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.councils import use_cases

subscriptions = Subscriptions("councils")


@subscriptions.on(DossierWithdrawnV1)
async def when_a_dossier_is_withdrawn_dissolve_its_councils(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
    await use_cases.dissolve_councils_of(unit, event.data.dossier_id)
