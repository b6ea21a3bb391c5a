"""Events that councils react to: that a dossier was taken back, or its case ended for want of a supplement."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierWithdrawnV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.cases.use_cases import CaseUnsupplemented
from services.evaluation.councils import use_cases

subscriptions = Subscriptions("councils")


@subscriptions.on(DossierWithdrawnV1)
async def when_a_dossier_is_withdrawn_dissolve_its_councils(unit: Unit, event: Received[DossierWithdrawnV1]) -> None:
    await use_cases.dissolve_councils_of(unit, event.data.dossier_id)


@subscriptions.within(CaseUnsupplemented)
async def when_a_case_ends_unsupplemented_dissolve_its_council(unit: Unit, fact: CaseUnsupplemented) -> None:
    await use_cases.dissolve_councils_of(unit, fact.case.dossier.dossier_id)
