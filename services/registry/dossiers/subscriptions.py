"""What the registry hears about its dossiers from evaluation."""

from __future__ import annotations

from ocop_events.evaluation.case import CaseReturnedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.registry.dossiers.use_cases import note_return

subscriptions = Subscriptions("dossiers")


@subscriptions.on(CaseReturnedV1)
async def when_a_case_is_returned_ask_the_producer(unit: Unit, event: Received[CaseReturnedV1]) -> None:
    told = event.data
    await note_return(
        unit,
        told.dossier_id,
        case_id=told.case_id,
        office=told.office,
        missing=told.missing,
        supplement_by=told.supplement_by,
    )
