"""What rounds react to: a case that comes is in one, a case that comes back too."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.cases.case import Placed
from services.evaluation.cases.use_cases import CaseOpened, CaseReferredBack, RoundAsked
from services.evaluation.rounds import use_cases

subscriptions = Subscriptions("rounds")


@subscriptions.within(RoundAsked)
async def when_a_round_is_asked_say_which(unit: Unit, asked: RoundAsked) -> Placed | None:
    return await use_cases.place_of(unit, asked.case)


@subscriptions.within(CaseOpened)
async def when_a_case_is_opened_say_in_which_round_it_is(unit: Unit, fact: CaseOpened) -> None:
    use_cases.say_where(unit, fact.case)


@subscriptions.within(CaseReferredBack)
async def when_a_case_comes_back_have_it_be_in_a_round(unit: Unit, fact: CaseReferredBack) -> None:
    await use_cases.place_again(unit, fact.case.id)
