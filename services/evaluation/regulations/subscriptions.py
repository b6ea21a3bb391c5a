"""What regulations react to: a case that comes back to be ruled here has a term for it."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.cases.use_cases import CaseReferredBack
from services.evaluation.regulations import use_cases

subscriptions = Subscriptions("regulations")


@subscriptions.within(CaseReferredBack)
async def when_a_case_is_referred_back_begin_the_term_for_its_ruling(unit: Unit, fact: CaseReferredBack) -> None:
    await use_cases.begin_ruling(unit, fact.case)
