"""The JSON API of councils' meetings: of one case on its own address, over several cases, and as they are held."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, UploadFile
from fastapi.responses import Response, StreamingResponse

from kit.command import Id
from kit.papers.filed import LARGEST_BYTES
from kit.web.acting import Act, Change, Changing
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.links import link
from kit.web.streams import streams_of
from services.evaluation.cases import views as case_views
from services.evaluation.meetings import (
    agenda_views,
    holding,
    live_views,
    meeting_files,
    minuting,
    refusals,
    store,
    use_cases,
    views,
)
from services.evaluation.meetings.agenda_views import AgendaView
from services.evaluation.meetings.commands import (
    AddendumCommand,
    AgendaCommand,
    AttendanceCommand,
    BeginCommand,
    CancellationCommand,
    DiscussionCommand,
    DoneCommand,
    LookCommand,
    MeetingCommand,
    MinutesCommand,
    NewMeetingCommand,
    SignedMinutesCommand,
)
from services.evaluation.meetings.lifecycle import WAITING, State
from services.evaluation.meetings.live_views import NowView
from services.evaluation.meetings.meeting import Meeting
from services.recusals.store import closed_to

router = APIRouter()


@router.get(
    "/cases/{case_id}/meeting", response_model=views.MeetingView, summary="When and where the case's council meets"
)
async def show_meeting(service: Here, me: Me, case_id: str) -> Response:
    _, meeting = await use_cases.meeting_seen_by(service.work.reading(), case_id, me)
    return versioned(views.view(meeting), meeting.version)


@router.put("/cases/{case_id}/meeting", response_model=views.MeetingView, summary="Call or move the council's meeting")
async def call_meeting(change: Change, case_id: str, command: MeetingCommand) -> Response:
    """If-Match is the version of the meeting, 0 where there is none."""
    meeting = await change(use_cases.call_meeting, case_id, command)
    return versioned(views.view(meeting), meeting.version)


@router.post(
    "/cases/{case_id}/meeting/cancellation", response_model=views.MeetingView, summary="Cancel the council's meeting"
)
async def cancel_meeting(change: Change, case_id: str, command: CancellationCommand) -> Response:
    meeting = await change(use_cases.cancel_meeting, case_id, command)
    return versioned(views.view(meeting), meeting.version)


@router.get("/meetings", summary="The meetings the caller sees that are ahead, held or wait for minutes")
async def list_meetings(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    states = [state] if state else WAITING
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.known_to(service.work.reading(), me, turn, states=states), request, agenda_views.line)


@router.post("/meetings", status_code=201, response_model=AgendaView, summary="Call a meeting over several cases")
@takes(LONG_FORM)
async def call_meeting_over(request: Request, act: Act, command: NewMeetingCommand) -> Response:
    meeting = await act(use_cases.call_meeting_over, command)
    shown = await agenda_views.view(act.reading(), meeting, act.me)
    return versioned(shown, status=201, location=link(request, f"/api/meetings/{meeting.id}"))


@router.get("/meetings/proposals", summary="The cases an agenda of an office may be filled with, what is due first")
async def propose_agenda(service: Here, me: Me, office: Annotated[Id, Query(max_length=100)]) -> dict[str, Any]:
    unit = service.work.reading()
    return {"items": [case_views.line(one, me, unit.today) for one in await use_cases.proposed(unit, office, me)]}


@router.get("/meetings/{meeting_id}", response_model=AgendaView, summary="One meeting")
async def show_meeting_over(service: Here, me: Me, meeting_id: Id) -> Response:
    unit = service.work.reading()
    return versioned(await agenda_views.view(unit, await store.seen_by(unit, meeting_id, me), me))


@router.put("/meetings/{meeting_id}", response_model=AgendaView, summary="Move a meeting, or change its agenda")
@takes(LONG_FORM)
async def change_meeting(change: Change, meeting_id: Id, command: AgendaCommand) -> Response:
    return await _answer(change, await change(use_cases.change_meeting, meeting_id, command))


@router.post("/meetings/{meeting_id}/cancellation", response_model=AgendaView, summary="Cancel a meeting")
async def cancel_meeting_over(change: Change, meeting_id: Id, command: CancellationCommand) -> Response:
    return await _answer(change, await change(use_cases.cancel_meeting_over, meeting_id, command))


@router.post("/meetings/{meeting_id}/opening", response_model=AgendaView, summary="Open a meeting with its attendance")
@takes(LONG_FORM)
async def open_meeting(change: Change, meeting_id: Id, command: AttendanceCommand) -> Response:
    return await _answer(change, await change(holding.open_meeting, meeting_id, command))


@router.put("/meetings/{meeting_id}/attendance", response_model=AgendaView, summary="Note who is there now")
@takes(LONG_FORM)
async def note_attendance(change: Change, meeting_id: Id, command: AttendanceCommand) -> Response:
    return await _answer(change, await change(holding.note_attendance, meeting_id, command))


@router.post(
    "/meetings/{meeting_id}/cases/{case_id}/signs",
    response_model=AgendaView,
    summary="Decide on a sign of a conflict of interest",
)
async def look_at_sign(change: Change, meeting_id: Id, case_id: Id, command: LookCommand) -> Response:
    return await _answer(change, await change(holding.look_at_sign, meeting_id, case_id, command))


@router.post(
    "/meetings/{meeting_id}/cases/{case_id}/beginning", response_model=AgendaView, summary="Move the meeting to a case"
)
async def begin_case(change: Change, meeting_id: Id, case_id: Id, command: BeginCommand) -> Response:
    return await _answer(change, await change(holding.begin_case, meeting_id, case_id, command))


@router.post("/meetings/{meeting_id}/scoring", response_model=AgendaView, summary="Open scoring of the present case")
async def open_scoring(change: Change, meeting_id: Id) -> Response:
    return await _answer(change, await change(holding.open_scoring_here, meeting_id))


@router.post("/meetings/{meeting_id}/reveal", response_model=AgendaView, summary="Open the sheets of the present case")
async def reveal(change: Change, meeting_id: Id) -> Response:
    return await _answer(change, await change(holding.reveal_here, meeting_id))


@router.post("/meetings/{meeting_id}/again", response_model=AgendaView, summary="Score the present case again")
async def again(change: Change, meeting_id: Id) -> Response:
    return await _answer(change, await change(holding.score_again_here, meeting_id))


@router.post("/meetings/{meeting_id}/conclude", response_model=AgendaView, summary="Conclude the present case")
async def conclude(change: Change, meeting_id: Id) -> Response:
    return await _answer(change, await change(holding.conclude_here, meeting_id))


@router.put(
    "/meetings/{meeting_id}/cases/{case_id}/discussion", response_model=AgendaView, summary="Note what was discussed"
)
async def note_discussion(change: Change, meeting_id: Id, case_id: Id, command: DiscussionCommand) -> Response:
    return await _answer(change, await change(holding.note_discussion, meeting_id, case_id, command))


@router.post("/meetings/{meeting_id}/cases/{case_id}/done", response_model=AgendaView, summary="Be done with a case")
async def end_case(change: Change, meeting_id: Id, case_id: Id, command: DoneCommand) -> Response:
    return await _answer(change, await change(holding.end_case, meeting_id, case_id, command))


@router.post("/meetings/{meeting_id}/closing", response_model=AgendaView, summary="Close a meeting")
async def close_meeting(change: Change, meeting_id: Id) -> Response:
    return await _answer(change, await change(holding.close_meeting, meeting_id))


@router.get("/meetings/{meeting_id}/now", response_model=NowView, summary="Where the meeting is now")
async def show_now(service: Here, me: Me, meeting_id: Id) -> Response:
    unit = service.work.reading()
    meeting = await store.seen_by(unit, meeting_id, me)
    return versioned(live_views.now(await live_views.snapshot(unit, meeting), me))


@router.get(
    "/meetings/{meeting_id}/live",
    summary="Where the meeting is, told as server-sent events whenever that changes for the caller",
    responses={200: {"content": {"text/event-stream": {}}}},
    response_class=StreamingResponse,
)
async def follow(request: Request, service: Here, me: Me, meeting_id: Id) -> Response:
    unit = service.work.reading()
    await store.seen_by(unit, meeting_id, me)
    closed = await closed_to(unit, me)
    streams = streams_of(request)
    if not streams.has_room(me.id):
        raise refusals.TooManyStreams()

    async def read() -> live_views.Snapshot:
        unit = service.work.reading()
        return await live_views.snapshot(unit, await store.meetings.get(unit, meeting_id))

    def say(seen: live_views.Snapshot) -> dict[str, Any] | None:
        if not store.shows(seen.meeting, me, closed):
            return None
        return live_views.now(seen, me).model_dump(mode="json")

    return streams.answer(request, ("meeting", meeting_id), me.id, read, say)


@router.post("/meetings/{meeting_id}/invitation", response_model=AgendaView, summary="Draft the invitation")
async def draft_invitation(change: Change, meeting_id: Id) -> Response:
    return await _answer(change, await meeting_files.drafted(change, meeting_id, "invitation", None))


@router.post("/meetings/{meeting_id}/minutes", response_model=AgendaView, summary="Draft the minutes, or anew")
async def draft_minutes(change: Change, meeting_id: Id, command: MinutesCommand) -> Response:
    return await _answer(change, await meeting_files.drafted(change, meeting_id, "minutes", command))


@router.post(
    "/meetings/{meeting_id}/minutes/signed-copy",
    response_model=AgendaView,
    summary="File the signed minutes with number and day (multipart)",
)
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_minutes(
    change: Change,
    meeting_id: Id,
    file: UploadFile,
    command: Annotated[SignedMinutesCommand, from_multipart(SignedMinutesCommand)],
) -> Response:
    # Before bytes are kept: a stranger's, or for a version that is gone.
    await minuting.require_signing(change.reading(), meeting_id, by=change.me, expected=change.version)
    return await _answer(change, await meeting_files.filed_copy(change, meeting_id, command, file))


@router.post("/meetings/{meeting_id}/addenda", response_model=AgendaView, summary="Add an addendum to signed minutes")
async def add_addendum(change: Change, meeting_id: Id, command: AddendumCommand) -> Response:
    return await _answer(change, await meeting_files.drafted(change, meeting_id, "addendum", command))


@router.post(
    "/meetings/{meeting_id}/addenda/{no}/signed-copy",
    response_model=AgendaView,
    summary="File the signed copy of an addendum (multipart)",
)
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_addendum(
    change: Change,
    meeting_id: Id,
    no: int,
    file: UploadFile,
    command: Annotated[SignedMinutesCommand, from_multipart(SignedMinutesCommand)],
) -> Response:
    await minuting.require_signing(change.reading(), meeting_id, by=change.me, expected=change.version)
    return await _answer(change, await meeting_files.filed_copy(change, meeting_id, command, file, no))


@router.get(
    "/meetings/{meeting_id}/files/{name}",
    summary="A paper of the meeting: drafts for who leads it, signed copies for whoever sees every case on its agenda",
    responses={200: {"content": {meeting_files.PDF: {}, meeting_files.DOCX: {}}}},
    response_class=Response,
)
async def download(
    service: Here, me: Me, meeting_id: Id, name: Annotated[str, Path(max_length=40, pattern=meeting_files.NAMED)]
) -> Response:
    unit = service.work.reading()
    paper, _, ending = name.partition(".")
    filed = await minuting.paper_seen_by(unit, meeting_id, paper, me)
    leads = use_cases.leads(await store.meetings.get(unit, meeting_id), me)
    return await meeting_files.sent(FileStore.of(service), filed, ending, drafts=leads)


async def _answer(change: Changing, meeting: Meeting) -> Response:
    return versioned(await agenda_views.view(change.reading(), meeting, change.me))
