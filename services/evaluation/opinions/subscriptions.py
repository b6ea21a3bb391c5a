"""The in-process facts that written opinions react to: a council is no more or scores, somebody stands aside or gave up a seat."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.councils.use_cases import CouncilDissolved, MemberRecused, MemberReplaced
from services.evaluation.opinions.use_cases import end_opinions_of, leave_out
from services.evaluation.scoring.use_cases import ScoringOpened

subscriptions = Subscriptions("opinions")


@subscriptions.within(CouncilDissolved)
async def when_a_council_is_dissolved_give_its_opinions_up(unit: Unit, fact: CouncilDissolved) -> None:
    await end_opinions_of(unit, fact.case.id, "council-dissolved")


@subscriptions.within(ScoringOpened)
async def when_scoring_opens_give_written_opinions_up(unit: Unit, fact: ScoringOpened) -> None:
    await end_opinions_of(unit, fact.case_id, "scoring-opened")


@subscriptions.within(MemberRecused)
async def when_a_member_is_recused_leave_their_form_out(unit: Unit, fact: MemberRecused) -> None:
    await leave_out(unit, fact.council, fact.person_id)


@subscriptions.within(MemberReplaced)
async def when_a_member_is_replaced_leave_their_form_out(unit: Unit, fact: MemberReplaced) -> None:
    await leave_out(unit, fact.council, fact.left.person_id)
