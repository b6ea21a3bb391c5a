"""The pages of messages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.dependencies import Here, MaybeMe, Me
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from programme import names
from programme.roles import ADMINISTRATOR, COUNCIL, OFFICERS, PRODUCER
from services.notifications.messages import store, views
from services.notifications.messages.lifecycle import LIFECYCLE, State
from services.notifications.recipients.use_cases import take_note_of

pages = APIRouter()


@pages.get("/")
async def front(request: Request, me: MaybeMe) -> Response:
    if me is None or not me.has(PRODUCER, ADMINISTRATOR, *OFFICERS, *COUNCIL):
        return page(request, "notifications/messages/front.html", {"signed_in": me is not None})
    return see_other(request, "/messages" if me.has(PRODUCER, *OFFICERS, *COUNCIL) else "/offices")


@pages.get("/messages")
async def list_messages(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
    about: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    await take_note_of(service.work, me)
    unit = service.work.reading()
    chosen = State(state) if state in {s.value for s in State} else None
    found = await store.known_to(
        unit, me, state=chosen, about=about or None, text=asked.q, turn=asked.turn(store.ORDERS)
    )
    options = [(s.value, names.state(LIFECYCLE, s)) for s in State]
    choices = [states(_("Trạng thái"), options, chosen.value if chosen else "")]
    search, kept = _("Sản phẩm, chủ thể hoặc số tiếp nhận"), {"about": about}
    view = {
        "messages": [views.row(message, unit.today) for message in found.items],
        "list": listing(request, "/messages", asked, store.ORDERS, found, choices=choices, kept=kept, search=search),
    }
    return page(request, "notifications/messages/list.html", view)


@pages.get("/messages/{message_id}")
async def show_message(request: Request, service: Here, me: Me, message_id: str) -> Response:
    unit = service.work.reading()
    message = await store.seen_by(unit, message_id, me)
    view = views.whole(message, me, unit.today) | {"panels": await panels_of(request, "messages/show", message, me)}
    return page(request, "notifications/messages/show.html", view)
