"""In-process facts that documents react to: a ruling was issued, or its number corrected."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.documents import use_cases
from services.evaluation.rulings.use_cases import RulingCorrected, RulingIssued

subscriptions = Subscriptions("documents")


@subscriptions.within(RulingIssued)
async def when_a_ruling_is_issued_keep_its_number_apart(unit: Unit, fact: RulingIssued) -> None:
    await use_cases.require_free_number(unit, fact.ruling)


@subscriptions.within(RulingCorrected)
async def when_a_ruling_is_corrected_correct_its_document(unit: Unit, fact: RulingCorrected) -> None:
    await use_cases.correct_document_of(unit, fact.ruling, by=fact.by)
