"""The page of desks, and what the pages of the other services ask for its lines: both for the person who asks alone."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kit.identity import Principal
from kit.language import gettext
from kit.service import Service
from kit.web.dependencies import Here, Me
from kit.web.desk import desks_of
from kit.web.formats import show_number
from kit.web.links import link
from kit.web.pages import page
from kit.web.site import site

pages = APIRouter()


@pages.get("/desks")
async def desks(request: Request, here: Here, me: Me) -> Response:
    """This service's desks with what waits at each; of the others each answers for itself, to the same person."""
    others = [entry for entry in site().navigation if entry.service != here.name]
    own = next((entry for entry in site().navigation if entry.service == here.name), None)
    view = {"desks": await _lines(request, here, me), "own": own, "others": others}
    return page(request, "kit/desks/desks.html", view)


@pages.get("/desks/own")
async def own_desks(request: Request, here: Here, me: Me) -> Response:
    """The same lines as JSON: `{"desks": [{"text", "href", "count"}]}`; `count` null where nobody counts."""
    return JSONResponse({"desks": await _lines(request, here, me)}, headers={"Cache-Control": "no-store"})


async def _lines(request: Request, here: Service, me: Principal) -> list[dict[str, Any]]:
    unit = here.work.reading()
    return [
        {
            "text": gettext(desk.text),
            "href": link(request, desk.path),
            "count": show_number(await desk.count(unit, me)) if desk.count else None,
        }
        for desk in desks_of(here, me)
    ]
