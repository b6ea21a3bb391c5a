"""What scoring hears: that a dossier was taken back."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierWithdrawnV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.evaluation.scoring.use_cases import break_off_scorings_of

subscriptions = Subscriptions("scoring")


@subscriptions.on(DossierWithdrawnV1)
async def when_a_dossier_is_withdrawn_break_off_its_scoring(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
    await break_off_scorings_of(unit, event.data.dossier_id)
