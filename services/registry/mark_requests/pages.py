"""The pages of requests to use the mark: anybody asks and follows, the office enters letters and answers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.service import Service
from kit.web.acting import Act, Change, Public
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.limits import BODY_LIMIT, takes
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.session import leave_for_next_page, take_notice
from programme import names
from programme.roles import OFFICERS
from services.registry.mark_requests import store, use_cases, views
from services.registry.mark_requests.commands import AnswerRequestCommand, CodeCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.lifecycle import LIFECYCLE, State
from services.registry.mark_requests.rules import AN_HOUR

CODE = "request-code"
"""Under which the code goes from the page that gave it to the next, and into no address, which logs keep."""

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
    leave_for_next_page(request, CODE, kept.code)
    notice = _("Đã nhận đề nghị. Ghi lại mã để theo dõi: {code}.", code=kept.code)
    return see_other(request, "/mark-requests/follow", notice=notice)


@pages.get("/mark-requests/follow")
async def follow_form(request: Request, service: Here) -> Response:
    code = take_notice(request, CODE)
    return await _followed(request, service, code) if code else _following(request, {})


@pages.post("/mark-requests/follow")
async def follow(request: Request, service: Here, command: Annotated[CodeCommand, from_form(CodeCommand)]) -> Response:
    return await _followed(request, service, command.code)


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


async def _followed(request: Request, service: Service, code: str) -> Response:
    unit = service.work.reading()
    found = await use_cases.follow_request(unit, code)
    answered = views.answered(found.answer) if found.answer else []
    view = {"found": views.followed(found), "line": views.line(found, unit.today), "answered": answered}
    return _following(request, view)


def _following(request: Request, view: dict[str, Any]) -> Response:
    answer = page(request, "registry/mark_requests/follow.html", {"asked": views.following(), "found": None} | view)
    answer.headers["Cache-Control"] = "no-store"
    return answer
