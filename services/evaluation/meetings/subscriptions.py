"""The in-process facts that meetings react to: a council is no more, somebody new sits on it, or somebody stands aside."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.councils.use_cases import CouncilDissolved, MemberRecused, MemberReplaced, SeatsTaken
from services.evaluation.meetings.use_cases import call_anew, end_meeting_of, leave_uncalled

subscriptions = Subscriptions("meetings")


@subscriptions.within(CouncilDissolved)
async def when_a_council_is_dissolved_cancel_its_meeting(unit: Unit, fact: CouncilDissolved) -> None:
    await end_meeting_of(unit, fact.council, fact.case)


@subscriptions.within(SeatsTaken)
async def when_seats_are_taken_call_the_council_anew(unit: Unit, fact: SeatsTaken) -> None:
    await call_anew(unit, fact.council, fact.case)


@subscriptions.within(MemberRecused)
async def when_a_member_is_recused_call_them_no_more(unit: Unit, fact: MemberRecused) -> None:
    await leave_uncalled(unit, fact.council)


@subscriptions.within(MemberReplaced)
async def when_a_member_is_replaced_call_whom_the_council_has_now(unit: Unit, fact: MemberReplaced) -> None:
    await leave_uncalled(unit, fact.council)
