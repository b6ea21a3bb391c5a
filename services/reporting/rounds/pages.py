"""The page of rounds: how many cases each had, and what became of them."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.dependencies import Here, Me
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page
from services.reporting.rounds import store, use_cases, views

pages = APIRouter()


@pages.get("/rounds")
async def list_rounds(request: Request, service: Here, me: Me, asked: AskedOfList) -> Response:
    unit = service.work.reading()
    found, rows = await use_cases.show_rounds(unit, me, asked.turn(store.ORDERS), text=asked.q)
    view = {
        "rounds": [views.row(one, unit.today) for one in rows],
        "list": listing(request, "/rounds", asked, store.ORDERS, found, search=_("Tên đợt")),
    }
    return page(request, "reporting/rounds/list.html", view)
