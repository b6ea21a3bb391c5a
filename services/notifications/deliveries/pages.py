"""The pages of deliveries: the work list of who was not reached."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.labelled import form
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from services.notifications.deliveries import use_cases
from services.notifications.deliveries.commands import ToldOtherwiseCommand
from services.notifications.deliveries.views import telephones
from services.notifications.messages import store, views
from services.notifications.messages.lifecycle import LIFECYCLE, UNREACHED, State
from services.notifications.messages.message import Message
from services.notifications.messages.rules import steps_for

pages = APIRouter()
panels = Panels()


@panels.on("messages/show")
async def what_a_person_may_do(unit: Unit, message: Message, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None or not (may := steps_for(message, me)):
        return None
    view = {"message": message, "may": [verb.value for verb in may], "asked": form(ToldOtherwiseCommand)}
    return "notifications/deliveries/_by_hand.html", view


@pages.get("/unreached")
async def list_unreached(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in UNREACHED else None
    found = await store.unreached(unit, me, state=chosen, text=asked.q, turn=asked.turn(store.LONGEST_FIRST))
    phones = await telephones(unit, found.items)
    rows = [(views.row(message, unit.today), phones.get(message.id)) for message in found.items]
    options = [(one.value, names.state(LIFECYCLE, one)) for one in UNREACHED]
    choices = [Choice("state", _("Vì sao"), options, chosen.value if chosen else "", _("Mọi lý do"))]
    search = _("Sản phẩm, chủ thể hoặc số tiếp nhận")
    shown = listing(request, "/unreached", asked, store.LONGEST_FIRST, found, choices=choices, search=search)
    view = {"rows_given": rows, "list": shown}
    return page(request, "notifications/deliveries/unreached.html", view)


@pages.post("/messages/{message_id}/retry")
async def retry(request: Request, change: Change, message_id: str) -> Response:
    message = await change(use_cases.retry_message, message_id)
    return see_other(request, f"/messages/{message.id}", notice=_("Thông báo sẽ được gửi lại ngay."))


@pages.post("/messages/{message_id}/told-otherwise")
async def tell_otherwise(
    request: Request,
    change: Change,
    message_id: str,
    command: Annotated[ToldOtherwiseCommand, from_form(ToldOtherwiseCommand)],
) -> Response:
    message = await change(use_cases.close_message, message_id, command)
    return see_other(request, f"/messages/{message.id}", notice=_("Đã ghi cách báo."))
