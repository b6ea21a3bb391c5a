"""The page of the morning's calls."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.formats import show_date
from kit.web.forms import from_form
from kit.web.pages import page, see_other
from services.registry.calls import use_cases, views
from services.registry.calls.call import Kind
from services.registry.calls.commands import PhoneCommand

pages = APIRouter()


@pages.get("/calls")
async def call_list(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    morning = await use_cases.call_list(unit, by=me)
    return page(request, "registry/calls/list.html", views.page(morning, unit.today))


@pages.post("/calls/{kind}/{subject}")
async def called(request: Request, act: Act, kind: Kind, subject: str) -> Response:
    call = await act(use_cases.record_call, kind, subject)
    notice = _("Đã gọi ngày {day}.", day=show_date(call.called_on)) if call.called_on else ""
    return see_other(request, "/calls", notice=notice)


@pages.post("/calls/{kind}/{subject}/undo")
async def undo(request: Request, act: Act, kind: Kind, subject: str) -> Response:
    await act(use_cases.undo_call, kind, subject)
    return see_other(request, "/calls", notice=_("Đã hoàn tác: cuộc gọi trở lại danh sách."))


@pages.get("/calls-phones/{office:path}")
async def phone_form(request: Request, service: Here, me: Me, office: str) -> Response:
    unit = service.work.reading()
    known = await use_cases.phone_to_enter(unit, office, by=me)
    return page(request, "registry/calls/phone.html", views.phone_form(office, known, unit.today))


@pages.post("/calls-phones/{office:path}")
async def enter_phone(
    request: Request, change: Change, office: str, command: Annotated[PhoneCommand, from_form(PhoneCommand)]
) -> Response:
    await change(use_cases.enter_phone, office, command)
    return see_other(request, "/calls", notice=_("Đã lưu số điện thoại."))
