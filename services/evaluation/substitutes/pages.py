"""The pages of substitutes: who acts for whom, and the form by which an officer on leave names somebody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from programme import names
from programme.roles import OFFICERS
from services.evaluation.substitutes import store, use_cases, views
from services.evaluation.substitutes.commands import NameSubstituteCommand
from services.evaluation.substitutes.lifecycle import LIFECYCLE, State

pages = APIRouter()


@pages.get("/substitutes")
async def list_substitutes(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    await use_cases.take_note_of(service.work, me)
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=(State.NAMED,))
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), states=wanted, text=asked.q)
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Không bị kết thúc sớm"))]
    view = {
        "substitutes": [views.row(one, me, unit.today) for one in found.items],
        "list": listing(
            request, "/substitutes", asked, store.ORDERS, found, choices=choices, search=_("Tên cán bộ")
        ),
        "may_name": me.has(*OFFICERS),
    }  # fmt: skip
    return page(request, "evaluation/substitutes/list.html", view)


@pages.get("/substitutes/new")
async def naming_form(request: Request, service: Here, me: Me) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    await use_cases.take_note_of(service.work, me)
    unit = service.work.reading()
    view = views.naming(me, await store.colleagues(unit, me), unit.today)
    return page(request, "evaluation/substitutes/new.html", view)


@pages.post("/substitutes/new")
async def name_substitute(
    request: Request, act: Act, command: Annotated[NameSubstituteCommand, from_form(NameSubstituteCommand)]
) -> Response:
    substitute = await act(use_cases.name_substitute, command)
    said = _("Đã cử {name} làm thay từ {first} đến {last}.", name=substitute.acts_name,
             first=f"{substitute.first:%d/%m/%Y}", last=f"{substitute.last:%d/%m/%Y}")  # fmt: skip
    return see_other(request, "/substitutes", notice=said)


@pages.post("/substitutes/{substitute_id}/end")
async def end_substitute(request: Request, change: Change, substitute_id: str) -> Response:
    await change(use_cases.end_substitute, substitute_id)
    return see_other(request, "/substitutes", notice=_("Đã kết thúc việc làm thay."))
