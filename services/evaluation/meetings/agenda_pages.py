"""The pages of meetings over several cases: the list, calling one, changing it, the meeting itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import LONG_FORM, takes
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from programme import names
from services.evaluation.cases import store as case_store
from services.evaluation.meetings import agenda_views, store, use_cases, views
from services.evaluation.meetings.agenda_form import on_agenda
from services.evaluation.meetings.commands import AgendaCommand, CancellationCommand, NewMeetingCommand
from services.evaluation.meetings.lifecycle import LIFECYCLE, WAITING, State

pages = APIRouter()


@pages.get("/meetings")
async def list_meetings(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=WAITING)
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), states=wanted, text=asked.q)
    options = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Chưa xong"))]
    view = {
        "meetings": [agenda_views.row(one) for one in found.items],
        "list": listing(request, "/meetings", asked, store.ORDERS, found, choices=choices, search=_("Nơi họp")),
        "calls": bool(use_cases.leads_for(me)),
    }
    return page(request, "evaluation/meetings/list.html", view)


@pages.get("/meetings/new")
async def calling_form(
    request: Request, service: Here, me: Me, office: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    unit = service.work.reading()
    offices = use_cases.leads_for(me)
    chosen = office or (offices[0] if offices else "")
    offered = await use_cases.proposed(unit, chosen, me)
    view = agenda_views.agenda_form(chosen, unit.today, None, offered, {}) | {
        "others": [(one, names.office(one, unit.today)) for one in offices if one != chosen]
    }
    return page(request, "evaluation/meetings/agenda.html", view)


@pages.post("/meetings/new")
@takes(LONG_FORM)
async def call_meeting(request: Request, act: Act) -> Response:
    meeting = await act(use_cases.call_meeting_over, read(NewMeetingCommand, on_agenda(await form_of(request))))
    notice = _("Đã mời họp; mọi người trong Hội đồng được báo qua thư và thông báo.")
    return see_other(request, f"/meetings/{meeting.id}", notice=notice)


@pages.get("/meetings/{meeting_id}")
async def show_meeting(request: Request, service: Here, me: Me, meeting_id: str) -> Response:
    unit = service.work.reading()
    meeting = await store.seen_by(unit, meeting_id, me)
    return page(request, "evaluation/meetings/show.html", await agenda_views.whole(unit, meeting, me))


@pages.get("/meetings/{meeting_id}/agenda")
async def agenda_form(request: Request, service: Here, me: Me, meeting_id: str) -> Response:
    unit = service.work.reading()
    meeting = await use_cases.to_lead(unit, meeting_id, me)
    cases = await case_store.cases.among(unit, list((await use_cases.cases_seen(unit, meeting, me)).keys()))
    offered = await use_cases.proposed(unit, meeting.office, me)
    view = agenda_views.agenda_form(meeting.office, unit.today, meeting, offered, cases)
    return page(request, "evaluation/meetings/agenda.html", view)


@pages.post("/meetings/{meeting_id}/agenda")
@takes(LONG_FORM)
async def change_meeting(request: Request, change: Change, meeting_id: str) -> Response:
    command = read(AgendaCommand, on_agenda(await form_of(request)))
    await change(use_cases.change_meeting, meeting_id, command)
    notice = _("Đã đổi cuộc họp; mọi người được mời được báo.")
    return see_other(request, f"/meetings/{meeting_id}", notice=notice)


@pages.post("/meetings/{meeting_id}/cancellation")
async def cancel_meeting(
    request: Request,
    change: Change,
    meeting_id: str,
    command: Annotated[CancellationCommand, from_form(CancellationCommand)],
) -> Response:
    await change(use_cases.cancel_meeting_over, meeting_id, command)
    return see_other(request, f"/meetings/{meeting_id}", notice=_("Đã hủy cuộc họp; mọi người được mời được báo."))


@pages.get("/meetings/{meeting_id}/meeting.ics")
async def meeting_calendar(request: Request, service: Here, me: Me, meeting_id: str) -> Response:
    meeting = await store.seen_by(service.work.reading(), meeting_id, me)
    address = str(request.url.replace(path=request.url.path.removesuffix("/meeting.ics"), query=""))
    about = _("Họp Hội đồng OCOP: {count} hồ sơ", count=len(meeting.case_ids))
    return views.calendar_file(meeting, address, about)
