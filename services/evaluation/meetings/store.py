"""Meetings in the database: one a case."""

from __future__ import annotations

from kit.storage import Collection
from kit.work import Unit
from services.evaluation.meetings.meeting import Meeting
from services.evaluation.meetings.refusals import NoMeeting

meetings: Collection[Meeting] = Collection(Meeting, "meetings")


async def needed_for(unit: Unit, case_id: str) -> Meeting:
    """The meeting of a case's council; raises NoMeeting."""
    found = await meetings.find(unit, case_id)
    if found is None:
        raise NoMeeting()
    return found
