"""In-process facts that decisions react to: a ruling was issued or withdrawn, or its number corrected."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.decisions.following import follow_correction, follow_ruling, follow_withdrawal
from services.evaluation.rulings.use_cases import RulingCorrected, RulingIssued, RulingWithdrawn

subscriptions = Subscriptions("decisions")


@subscriptions.within(RulingIssued)
async def when_a_ruling_is_issued_keep_its_decision(unit: Unit, fact: RulingIssued) -> None:
    await follow_ruling(unit, fact.ruling)


@subscriptions.within(RulingCorrected)
async def when_a_ruling_is_corrected_correct_its_decision(unit: Unit, fact: RulingCorrected) -> None:
    await follow_correction(unit, fact.ruling, was=fact.was, by=fact.by)


@subscriptions.within(RulingWithdrawn)
async def when_a_ruling_is_withdrawn_take_its_line_out_of_its_decision(unit: Unit, fact: RulingWithdrawn) -> None:
    await follow_withdrawal(unit, fact)
