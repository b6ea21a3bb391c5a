"""The page of queues, and what the pages of the other services ask for its lines: both for the person who asks alone."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kit.identity import Principal
from kit.language import gettext
from kit.service import Service
from kit.web.dependencies import Here, Me
from kit.web.formats import show_number
from kit.web.links import link
from kit.web.pages import page
from kit.web.site import site
from kit.web.work_queue import queues_of

pages = APIRouter()


@pages.get("/queues")
async def queues(request: Request, here: Here, me: Me) -> Response:
    """This service's queues with what waits at each; of the others each answers for itself, to the same person."""
    others = [entry for entry in site().navigation if entry.service != here.name]
    own = next((entry for entry in site().navigation if entry.service == here.name), None)
    view = {"queues": await _lines(request, here, me), "own": own, "others": others}
    return page(request, "kit/work_queues/list.html", view)


@pages.get("/queues/own")
async def own_queues(request: Request, here: Here, me: Me) -> Response:
    """The same lines as JSON: `{"queues": [{"text", "href", "count"}]}`; `count` null where nobody counts."""
    return JSONResponse({"queues": await _lines(request, here, me)}, headers={"Cache-Control": "no-store"})


async def _lines(request: Request, here: Service, me: Principal) -> list[dict[str, Any]]:
    unit = here.work.reading()
    return [
        {
            "text": gettext(queue.text),
            "href": link(request, queue.path),
            "count": show_number(await queue.count(unit, me)) if queue.count else None,
        }
        for queue in queues_of(here, me)
    ]
