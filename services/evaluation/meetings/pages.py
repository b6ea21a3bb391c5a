"""The pages of the meeting of one case, and its panel: call, move, cancel, take into one's calendar. Over several: `agenda_pages`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme.roles import MAY
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import store as council_store
from services.evaluation.meetings import agenda_pages, live_pages, paper_pages, store, use_cases, views
from services.evaluation.meetings.commands import CancellationCommand, MeetingCommand

pages = APIRouter()
panels = Panels()


@panels.on("cases/show")
async def meeting_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    council = await council_store.of_case(unit, case.id) if me and not case.screens else None
    if me is None or council is None:
        return None
    shown = views.panel(case, council, await store.of_case(unit, case.id), me)
    return ("evaluation/meetings/_panel.html", shown) if shown else None


@pages.get("/cases/{case_id}/meeting")
async def meeting_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_to_act_on(unit, case_id, me, also=MAY.lead_scoring)
    await council_store.needed_for(unit, case_id)
    known = await store.of_case(unit, case_id)
    if known is not None and not known.is_of_one_case:
        return see_other(request, f"/meetings/{known.id}")
    return page(request, "evaluation/meetings/form.html", views.form_of(case, known))


@pages.post("/cases/{case_id}/meeting")
async def call(
    request: Request, change: Change, case_id: str, command: Annotated[MeetingCommand, from_form(MeetingCommand)]
) -> Response:
    await change(use_cases.call_meeting, case_id, command)
    notice = _("Đã ghi cuộc họp; mọi người trong Hội đồng được báo qua thư và thông báo.")
    return see_other(request, f"/cases/{case_id}", notice=notice)


@pages.post("/cases/{case_id}/meeting/cancellation")
async def cancel(
    request: Request,
    change: Change,
    case_id: str,
    command: Annotated[CancellationCommand, from_form(CancellationCommand)],
) -> Response:
    await change(use_cases.cancel_meeting, case_id, command)
    notice = _("Đã hủy cuộc họp; mọi người trong Hội đồng được báo.")
    return see_other(request, f"/cases/{case_id}", notice=notice)


@pages.get("/cases/{case_id}/meeting.ics")
async def meeting_calendar(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case, meeting = await use_cases.meeting_seen_by(service.work.reading(), case_id, me)
    address = str(request.url.replace(path=request.url.path.removesuffix("/meeting.ics"), query=""))
    about = _("Họp Hội đồng OCOP: {product}", product=case.dossier.product.name)
    return views.calendar_file(meeting, address, about)


pages.include_router(agenda_pages.pages)
pages.include_router(live_pages.pages)
pages.include_router(paper_pages.pages)
