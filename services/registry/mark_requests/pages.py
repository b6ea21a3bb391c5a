"""The pages of requests to use the mark: anybody asks and follows, the office enters letters and answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change, Public
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.limits import BODY_LIMIT, takes
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from programme import names
from programme.roles import OFFICERS
from services.registry.mark_requests import store, use_cases, views
from services.registry.mark_requests.commands import AnswerRequestCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.lifecycle import LIFECYCLE, State
from services.registry.mark_requests.rules import AN_HOUR

pages = APIRouter()


@pages.get("/mark-requests/ask")
async def asking_form(request: Request, service: Here) -> Response:
    unit = service.work.reading()
    asked = views.asking_form(use_cases.offices(unit, unit.today), unit.today)
    return page(request, "registry/mark_requests/ask.html", {"asked": asked})


@pages.post("/mark-requests/ask")
@takes(BODY_LIMIT, strangers_an_hour=AN_HOUR)
async def ask(
    request: Request, anybody: Public, command: Annotated[RequestCommand, from_form(RequestCommand)]
) -> Response:
    kept = await anybody(use_cases.receive_request, command)
    notice = _("Đã nhận đề nghị. Ghi lại mã để theo dõi: {code}.", code=kept.code)
    return see_other(request, f"/mark-requests/follow?code={kept.code}", notice=notice)


@pages.get("/mark-requests/follow")
async def follow(request: Request, service: Here, code: Annotated[str, Query(max_length=100)] = "") -> Response:
    unit = service.work.reading()
    found = await store.followed_by(unit, code.strip())
    view = {
        "code": code.strip(),
        "found": views.followed(found) if found else None,
        "line": views.line(found, unit.today) if found else None,
        "answered": views.answered(found.answer) if found and found.answer else [],
    }
    return page(request, "registry/mark_requests/follow.html", view)


@pages.get("/mark-requests")
async def list_requests(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=[State.RECEIVED])
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), states=wanted, text=asked.q)
    offered = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), offered, state, blank=_("Chờ trả lời"))]
    search = _("Đơn vị, mục đích hoặc số văn bản")
    view = {
        "requests": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/mark-requests", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "registry/mark_requests/list.html", view)


@pages.get("/mark-requests/new")
async def letter_form(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    own = [one for one in use_cases.offices(unit, unit.today) if me.covers(one, *OFFICERS)]
    if not own:
        raise Forbidden()
    return page(request, "registry/mark_requests/letter.html", {"asked": views.letter_form(own, unit.today)})


@pages.post("/mark-requests/new")
async def enter(request: Request, act: Act, command: Annotated[LetterCommand, from_form(LetterCommand)]) -> Response:
    kept = await act(use_cases.enter_letter, command)
    return see_other(request, f"/mark-requests/{kept.id}", notice=_("Đã nhập đề nghị."))


@pages.get("/mark-requests/{request_id}")
async def show(request: Request, service: Here, me: Me, request_id: str) -> Response:
    unit = service.work.reading()
    found = await store.seen_by(unit, request_id, me)
    view = views.whole(found, me, unit.today) | {"asked": views.answer_form()}
    return page(request, "registry/mark_requests/show.html", view)


@pages.post("/mark-requests/{request_id}/answer")
async def answer(
    request: Request,
    change: Change,
    request_id: str,
    command: Annotated[AnswerRequestCommand, from_form(AnswerRequestCommand)],
) -> Response:
    await change(use_cases.answer_request, request_id, command)
    return see_other(request, f"/mark-requests/{request_id}", notice=_("Đã trả lời."))
