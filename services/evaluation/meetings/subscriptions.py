"""The in-process fact that meetings react to: a council is no more."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.evaluation.councils.use_cases import CouncilDissolved
from services.evaluation.meetings.use_cases import end_meeting_of

subscriptions = Subscriptions("meetings")


@subscriptions.within(CouncilDissolved)
async def when_a_council_is_dissolved_cancel_its_meeting(unit: Unit, fact: CouncilDissolved) -> None:
    await end_meeting_of(unit, fact.council, fact.case)
