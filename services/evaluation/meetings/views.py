"""What is shown of the meeting of one case: the JSON view, the form, the panel, the calendar file (RFC 5545). Those over several: `agenda_views`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event
from starlette.responses import Response

from kit.aggregate import Kept
from kit.clock import LOCAL
from kit.identity import Principal
from kit.mapped import mapped
from kit.web.labelled import form
from services.evaluation.cases.case import Case
from services.evaluation.councils.council import Council
from services.evaluation.councils.lifecycle import State as CouncilState
from services.evaluation.meetings.commands import CancellationCommand, MeetingCommand
from services.evaluation.meetings.lifecycle import HELD, State
from services.evaluation.meetings.meeting import Meeting, MeetingFields
from services.evaluation.meetings.use_cases import may_call

TAKES = timedelta(hours=2)
"""How long a calendar is to keep free: notices name no end, and RFC 5545 asks for one or counts no time at all."""


class MeetingView(MeetingFields, Kept):
    """A meeting as those on the office's side see it."""

    case_id: str
    version: int
    state: str
    starts_at: datetime


def view(meeting: Meeting) -> MeetingView:
    """What is shown of a meeting."""
    return mapped(MeetingView, meeting, case_id=meeting.case_ids[0])


def panel(case: Case, council: Council, meeting: Meeting | None, by: Principal) -> dict[str, Any] | None:
    """What a case's page says of its council's meeting; None when there is none and this person calls none."""
    calls = may_call(case, by) and council.state is not CouncilState.DISSOLVED
    if meeting is None and not calls:
        return None
    held = meeting is not None and meeting.state is State.CALLED
    took_place = meeting is not None and meeting.state in HELD
    return {"case": case, "meeting": meeting, "held": held, "took_place": took_place, "calls": calls}


def form_of(case: Case, meeting: Meeting | None) -> dict[str, Any]:
    """The forms that call or move a meeting, and cancel it."""
    called = meeting is not None and meeting.state is State.CALLED
    known = None
    if meeting is not None:
        local = meeting.starts_at.astimezone(LOCAL)
        said = meeting.model_dump(include=set(MeetingFields.model_fields))
        known = MeetingCommand.model_construct(**said, on=local.date(), hour=f"{local:%H:%M}")
    asked = {one.key: one for one in form(MeetingCommand, known)}
    order = ["on", "hour", "held_at", "link", "agenda", "samples", *(["note"] if called else [])]
    return {
        "case": case,
        "called": called,
        "version": meeting.version if meeting else 0,
        "asked": [asked[name] for name in order],
        "cancelling": form(CancellationCommand),
    }


def calendar(meeting: Meeting, address: str, about: str) -> bytes:
    """The meeting as a calendar file; one that is cancelled takes itself out of the calendar again. `about`: its title."""
    of_it = Event()
    of_it.add("uid", f"{meeting.id}@ocop")
    of_it.add("sequence", meeting.sequence)
    of_it.add("dtstamp", meeting.steps[-1].at if meeting.steps else meeting.starts_at)
    of_it.add("dtstart", meeting.starts_at)
    of_it.add("dtend", meeting.starts_at + TAKES)
    of_it.add("summary", about)
    of_it.add("location", meeting.held_at)
    of_it.add("description", "\n".join(filter(None, [meeting.agenda, meeting.link, address])))
    of_it.add("status", "CANCELLED" if meeting.state is State.CANCELLED else "CONFIRMED")
    whole = Calendar()
    whole.add("prodid", "-//OCOP//evaluation//VI")
    whole.add("version", "2.0")
    whole.add("method", "CANCEL" if meeting.state is State.CANCELLED else "PUBLISH")
    whole.add_component(of_it)
    return bytes(whole.to_ical())


def calendar_file(meeting: Meeting, address: str, about: str) -> Response:
    """The meeting as a calendar file that a browser saves."""
    headers = {"Content-Disposition": 'attachment; filename="hop-hoi-dong.ics"'}
    content = calendar(meeting, address, about)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
