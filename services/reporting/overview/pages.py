"""The front page of a place, the communes by standard, one commune's sheet."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.web.dependencies import Here, MaybeMe
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from programme import names
from services.reporting.overview import use_cases, views

pages = APIRouter()
Place = Annotated[str | None, Query(max_length=50)]


@pages.get("/")
async def begin(request: Request) -> Response:
    """Where everybody begins: the overview of their own place."""
    return see_other(request, "/overview")


@pages.get("/overview")
async def front(request: Request, service: Here, me: MaybeMe, place: Place = None) -> Response:
    found = await use_cases.show_overview(service.work.reading(), place, me)
    view = views.front(found)
    view["panels"] = await panels_of(request, "overview", found.asked.place, me)
    return page(request, "reporting/overview/front.html", view)


@pages.get("/communes")
async def list_communes(request: Request, service: Here, me: MaybeMe, province: Place = None) -> Response:
    unit = service.work.reading()
    at = province or use_cases.home(me, unit.today).partition("/")[0]
    found = await use_cases.list_communes(unit, at)
    view = views.communes(found, unit.today) | {"place": names.place(at, unit.today), "root": at}
    return page(request, "reporting/overview/communes.html", view)


@pages.get("/communes/sheet")
async def show_commune(request: Request, service: Here, place: Annotated[str, Query(max_length=50)]) -> Response:
    unit = service.work.reading()
    return page(
        request, "reporting/overview/commune.html", views.sheet(await use_cases.show_commune(unit, place), unit.today)
    )
