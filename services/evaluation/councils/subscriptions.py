"""Events that councils react to: a dossier comes, is taken back, or its case ended for want of a supplement."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierContent, DossierSubmittedV1, DossierSupplementedV1, DossierWithdrawnV1

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


@subscriptions.on(DossierSubmittedV1)
async def when_a_dossier_is_submitted_know_who_is_behind_it(unit: Unit, event: Received[DossierSubmittedV1]) -> None:
    await _know(unit, event.data.dossier)


@subscriptions.on(DossierSupplementedV1)
async def when_a_dossier_is_supplemented_know_who_is_behind_it(
    unit: Unit, event: Received[DossierSupplementedV1]
) -> None:
    await _know(unit, event.data.dossier)


async def _know(unit: Unit, dossier: DossierContent) -> None:
    await use_cases.know_dossier(unit, dossier.dossier_id, dossier.producer.id, dossier.known_by or {})
