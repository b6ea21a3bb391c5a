"""Events that changed papers follow: the registry noted a change, or the dossier was handed in anew."""

from __future__ import annotations

from ocop_events.registry.dossier import DossierPaperChangedV1, DossierSupplementedV1

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.changed_papers import use_cases
from services.evaluation.changed_papers.changed_paper import ChangedPaper

subscriptions = Subscriptions("changed_papers")


@subscriptions.on(DossierPaperChangedV1)
async def when_a_paper_changes_note_it(unit: Unit, event: Received[DossierPaperChangedV1]) -> None:
    fact = event.data
    id = f"{fact.dossier_id}|{fact.credential_id}|{fact.change}"  # the registry notes each change of a paper once
    await use_cases.note_change(unit, mapped(ChangedPaper, fact, id=id))


@subscriptions.on(DossierSupplementedV1)
async def when_a_dossier_is_supplemented_forget_what_changed(
    unit: Unit, event: Received[DossierSupplementedV1]
) -> None:
    await use_cases.forget_changes(unit, event.data.dossier_id)
