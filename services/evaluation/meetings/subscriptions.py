"""The in-process facts that meetings react to: a council is no more, or somebody new sits on it."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.councils.use_cases import CouncilDissolved, SeatsTaken
from services.evaluation.meetings.use_cases import call_anew, end_meeting_of

subscriptions = Subscriptions("meetings")


@subscriptions.within(CouncilDissolved)
async def when_a_council_is_dissolved_cancel_its_meeting(unit: Unit, fact: CouncilDissolved) -> None:
    await end_meeting_of(unit, fact.council, fact.case)


@subscriptions.within(SeatsTaken)
async def when_seats_are_taken_call_the_council_anew(unit: Unit, fact: SeatsTaken) -> None:
    await call_anew(unit, fact.council, fact.case)
