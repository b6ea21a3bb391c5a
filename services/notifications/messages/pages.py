"""The pages of messages."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.web.dependencies import After, Here, MaybeMe, Me
from kit.web.links import link
from kit.web.pages import page, see_other
from programme.names import said
from programme.roles import ADMINISTRATOR, OFFICERS, PRODUCER
from services.notifications.messages import store, views
from services.notifications.messages.lifecycle import LIFECYCLE, State

pages = APIRouter()


@pages.get("/")
async def front(request: Request, me: MaybeMe) -> Response:
    if me is None or not me.has(PRODUCER, ADMINISTRATOR, *OFFICERS):
        return page(request, "notifications/messages/front.html", {"signed_in": me is not None})
    return see_other(request, "/messages" if me.has(PRODUCER, *OFFICERS) else "/offices")


@pages.get("/messages")
async def list_messages(
    request: Request,
    service: Here,
    me: Me,
    state: Annotated[str, Query(max_length=30)] = "",
    about: Annotated[str, Query(max_length=100)] = "",
    after: After = None,
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in {s.value for s in State} else None
    found = await store.known_to(unit, me, state=chosen, about=about or None, after=after, limit=25)
    kept = urlencode({"state": chosen.value if chosen else "", "about": about})
    view = {
        "messages": [views.row(message, unit.today) for message in found.items],
        "states": [(s.value, said(LIFECYCLE.states[s])) for s in State],
        "state": chosen.value if chosen else "",
        "about": about,
        "next": link(request, f"/messages?{kept}&after={found.next}") if found.next else None,
    }
    return page(request, "notifications/messages/list.html", view)


@pages.get("/messages/{message_id}")
async def show_message(request: Request, service: Here, me: Me, message_id: str) -> Response:
    unit = service.work.reading()
    message = await store.seen_by(unit, message_id, me)
    return page(request, "notifications/messages/show.html", views.whole(message, me, unit.today))
