"""The pages of a meeting as it is held: attendance, the live page that follows the chair, signs of conflicts, one case after the other."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import NotFound
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from programme.roles import MAY
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import store as council_store
from services.evaluation.councils.conflicts import conflicts_found
from services.evaluation.councils.lifecycle import State as CouncilState
from services.evaluation.meetings import agenda_views, holding, holding_rules, live_views, store, use_cases
from services.evaluation.meetings.commands import (
    AttendanceCommand,
    BeginCommand,
    DiscussionCommand,
    DoneCommand,
    LookCommand,
)
from services.evaluation.meetings.lifecycle import State

pages = APIRouter()


@pages.get("/meetings/{meeting_id}/attendance")
async def attendance_form(request: Request, service: Here, me: Me, meeting_id: str) -> Response:
    meeting = await use_cases.to_lead(service.work.reading(), meeting_id, me)
    view = {"meeting": meeting, "people": agenda_views.attendance_form(meeting), "opens": meeting.state is State.CALLED}
    return page(request, "evaluation/meetings/attendance.html", view)


@pages.post("/meetings/{meeting_id}/attendance")
@takes(LONG_FORM)
async def attend(request: Request, change: Change, meeting_id: str) -> Response:
    """Opens a meeting that was called; of one that is held, notes who is there now."""
    command = read(AttendanceCommand, await form_of(request))
    meeting = await use_cases.to_lead(change.reading(), meeting_id, change.me)
    opens = meeting.state is State.CALLED
    await change(holding.open_meeting if opens else holding.note_attendance, meeting_id, command)
    return see_other(request, f"/meetings/{meeting_id}/live", notice=_("Đã ghi điểm danh."))


@pages.get("/meetings/{meeting_id}/live")
async def live(
    request: Request, service: Here, me: Me, meeting_id: str, at: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """`at`: a case on the agenda to look at meanwhile; left out, the page follows the chair."""
    unit = service.work.reading()
    meeting = await store.seen_by(unit, meeting_id, me)
    return page(request, "evaluation/meetings/live.html", await live_views.live(unit, meeting, me, at or None))


@pages.get("/meetings/{meeting_id}/live/now")
async def live_now(
    request: Request, service: Here, me: Me, meeting_id: str, at: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """The part of the live page that changes."""
    unit = service.work.reading()
    meeting = await store.seen_by(unit, meeting_id, me)
    return page(request, "evaluation/meetings/_now.html", await live_views.live(unit, meeting, me, at or None))


@pages.get("/meetings/{meeting_id}/cases/{case_id}/signs")
async def signs(
    request: Request,
    service: Here,
    me: Me,
    meeting_id: str,
    case_id: str,
    person: Annotated[str, Query(max_length=200)] = "",
    kind: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """`person`, `kind`: the sign whose decision is asked for; left out, the first nobody has decided on."""
    unit = service.work.reading()
    meeting = await use_cases.to_lead(unit, meeting_id, me)
    item = holding_rules.needed(meeting, case_id)
    case = await case_to_act_on(unit, case_id, me, also=MAY.have_recused)
    council = await council_store.needed_for(unit, case_id)
    found = (await agenda_views.signs_of(unit, meeting, {case_id: case}, me)).get(case_id, [])
    people, _more = await council_store.roster_shown(unit, case.office)
    against = await conflicts_found(unit, case, [one.person_id for one in people])
    open_ones = [one for one in found if not one.decided]
    named = [one for one in open_ones if (one.person_id, one.kind) == (person, kind)]
    chosen = next(iter(named or open_ones), None)
    view = {
        "meeting": meeting,
        "item": item,
        "signs": found,
        "chosen": chosen,
        "asked": agenda_views.look_form(chosen) if chosen else [],
        "sits": council.state is CouncilState.SITTING,
        "completing": agenda_views.completers(council, people, against),
        "aside": [seat.name for seat in council.seats if seat.recusal],
    }
    return page(request, "evaluation/meetings/signs.html", view)


@pages.post("/meetings/{meeting_id}/cases/{case_id}/signs")
async def look_at_sign(
    request: Request,
    change: Change,
    meeting_id: str,
    case_id: str,
    command: Annotated[LookCommand, from_form(LookCommand)],
) -> Response:
    await change(holding.look_at_sign, meeting_id, case_id, command)
    notice = _("Đã ghi quyết định về dấu hiệu xung đột lợi ích.")
    return see_other(request, f"/meetings/{meeting_id}/cases/{case_id}/signs", notice=notice)


@pages.post("/meetings/{meeting_id}/cases/{case_id}/beginning")
async def begin_case(
    request: Request,
    change: Change,
    meeting_id: str,
    case_id: str,
    command: Annotated[BeginCommand, from_form(BeginCommand)],
) -> Response:
    await change(holding.begin_case, meeting_id, case_id, command)
    return see_other(request, f"/meetings/{meeting_id}/live")


@pages.post("/meetings/{meeting_id}/scoring")
async def open_scoring(request: Request, change: Change, meeting_id: str) -> Response:
    await change(holding.open_scoring_here, meeting_id)
    return see_other(request, f"/meetings/{meeting_id}/live", notice=_("Đã mở chấm điểm."))


@pages.post("/meetings/{meeting_id}/reveal")
async def reveal(request: Request, change: Change, meeting_id: str) -> Response:
    await change(holding.reveal_here, meeting_id)
    return see_other(request, f"/meetings/{meeting_id}/live", notice=_("Đã công khai các phiếu."))


@pages.post("/meetings/{meeting_id}/again")
async def again(request: Request, change: Change, meeting_id: str) -> Response:
    await change(holding.score_again_here, meeting_id)
    return see_other(request, f"/meetings/{meeting_id}/live", notice=_("Đã mở vòng chấm mới."))


@pages.post("/meetings/{meeting_id}/conclude")
async def conclude(request: Request, change: Change, meeting_id: str) -> Response:
    await change(holding.conclude_here, meeting_id)
    return see_other(request, f"/meetings/{meeting_id}/live", notice=_("Hội đồng đã kết luận điểm."))


@pages.get("/meetings/{meeting_id}/cases/{case_id}/discussion")
async def discussion_form(request: Request, service: Here, me: Me, meeting_id: str, case_id: str) -> Response:
    unit = service.work.reading()
    meeting = await store.seen_by(unit, meeting_id, me)
    item = holding_rules.needed(meeting, case_id)
    await case_to_act_on(unit, case_id, me, also=MAY.lead_scoring)
    view = {"meeting": meeting, "item": item, "asked": agenda_views.discussion_form(item)}
    return page(request, "evaluation/meetings/discussion.html", view)


@pages.post("/meetings/{meeting_id}/cases/{case_id}/discussion")
async def note_discussion(
    request: Request,
    change: Change,
    meeting_id: str,
    case_id: str,
    command: Annotated[DiscussionCommand, from_form(DiscussionCommand)],
) -> Response:
    await change(holding.note_discussion, meeting_id, case_id, command)
    return see_other(request, f"/meetings/{meeting_id}/live", notice=_("Đã ghi ý kiến thảo luận."))


@pages.get("/meetings/{meeting_id}/cases/{case_id}/done")
async def done_form(request: Request, service: Here, me: Me, meeting_id: str, case_id: str) -> Response:
    unit = service.work.reading()
    meeting = await store.seen_by(unit, meeting_id, me)
    item = holding_rules.needed(meeting, case_id)
    await case_to_act_on(unit, case_id, me, also=MAY.lead_scoring)
    if item.done is not None:
        raise NotFound()
    view = {"meeting": meeting, "item": item, "asked": agenda_views.done_form()}
    return page(request, "evaluation/meetings/done.html", view)


@pages.post("/meetings/{meeting_id}/cases/{case_id}/done")
async def end_case(
    request: Request,
    change: Change,
    meeting_id: str,
    case_id: str,
    command: Annotated[DoneCommand, from_form(DoneCommand)],
) -> Response:
    await change(holding.end_case, meeting_id, case_id, command)
    return see_other(request, f"/meetings/{meeting_id}/live", notice=_("Đã xong hồ sơ. Chuyển sang hồ sơ tiếp theo."))


@pages.post("/meetings/{meeting_id}/closing")
async def close_meeting(request: Request, change: Change, meeting_id: str) -> Response:
    await change(holding.close_meeting, meeting_id)
    notice = _("Cuộc họp đã kết thúc. Bước tiếp theo: soạn biên bản.")
    return see_other(request, f"/meetings/{meeting_id}/papers", notice=notice)
