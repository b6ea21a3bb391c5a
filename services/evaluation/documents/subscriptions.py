"""An in-process fact that documents react to: the number of a ruling was corrected."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.documents import use_cases
from services.evaluation.rulings.use_cases import RulingCorrected

subscriptions = Subscriptions("documents")


@subscriptions.within(RulingCorrected)
async def when_a_ruling_is_corrected_correct_its_document(unit: Unit, fact: RulingCorrected) -> None:
    await use_cases.correct_document_of(unit, fact.ruling, by=fact.by)
