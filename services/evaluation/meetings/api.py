"""The JSON API of councils' meetings."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from kit.web.acting import Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from services.evaluation.meetings import use_cases, views
from services.evaluation.meetings.commands import CancellationCommand, MeetingCommand

router = APIRouter(prefix="/cases")


@router.get("/{case_id}/meeting", response_model=views.MeetingView, summary="When and where the case's council meets")
async def show_meeting(service: Here, me: Me, case_id: str) -> Response:
    _, meeting = await use_cases.meeting_seen_by(service.work.reading(), case_id, me)
    return versioned(views.view(meeting), meeting.version)


@router.put("/{case_id}/meeting", response_model=views.MeetingView, summary="Call or move the council's meeting")
async def call_meeting(change: Change, case_id: str, command: MeetingCommand) -> Response:
    """If-Match is the version of the meeting, 0 where there is none."""
    meeting = await change(use_cases.call_meeting, case_id, command)
    return versioned(views.view(meeting), meeting.version)


@router.post(
    "/{case_id}/meeting/cancellation", response_model=views.MeetingView, summary="Cancel the council's meeting"
)
async def cancel_meeting(change: Change, case_id: str, command: CancellationCommand) -> Response:
    meeting = await change(use_cases.cancel_meeting, case_id, command)
    return versioned(views.view(meeting), meeting.version)
