"""The HTML door to the standings; it is open to everybody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.refusal import Refusal
from kit.web.again import Refused
from kit.web.doors import After, Here
from kit.web.links import link
from kit.web.pages import page, see_other
from kit.web.problems import status_of
from law.places import CENTRE, gazetteer
from services.reporting.names import place as place_name
from services.reporting.names import said
from services.reporting.standings import answering, showing
from services.reporting.standings.asking import Asking, address, written
from services.reporting.standings.question import Question

pages = APIRouter()

ROWS = 50


@pages.get("/")
async def front(request: Request, service: Here) -> Response:
    """The country; where it has one province only, as on a province's own site, that province."""
    provinces = gazetteer().children(CENTRE, service.work.reading().today)
    return see_other(request, f"/standings?place={provinces[0].path}" if len(provinces) == 1 else "/standings")


@pages.get("/standings")
async def show(request: Request, service: Here) -> Response:
    unit = service.work.reading()
    try:
        asked = written(request.query_params).on_day(unit.today)
        view = await answering.standings(unit, asked)
    except Refusal as refusal:
        return _form_again(request, refusal, Asking().on_day(unit.today))
    return page(request, "reporting/standings/show.html", showing.whole(asked, view))


@pages.get("/standings/products")
async def list_products(
    request: Request,
    service: Here,
    undecided: bool = False,
    after: After = None,
) -> Response:
    unit = service.work.reading()
    asked = written(request.query_params).on_day(unit.today)
    found = await answering.products(unit, asked, undecided=undecided, after=after, limit=ROWS)
    kept = {"undecided": "true"} if undecided else {}
    following = f"/standings/products?{address(asked, after=found.next, **kept)}" if found.next else None
    view = {
        "place": said(place_name(asked.place, asked.borders_on)),
        "asked": asked,
        "filters": showing.filters(asked),
        "undecided": undecided,
        "products": showing.listed(asked, [answering.product(asked, one) for one in found.items]),
        "back": link(request, f"/standings?{address(asked)}"),
        "next": link(request, following) if following else None,
    }
    return page(request, "reporting/standings/products.html", view)


@pages.get("/standings/places")
async def find_place(request: Request, service: Here, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    asked = written({k: v for k, v in request.query_params.items() if k != "place"}).on_day(
        service.work.reading().today
    )
    found = gazetteer().search(q, asked.borders_on, limit=30) if q.strip() else []
    view = {
        "q": q,
        "asked": asked,
        "found": [(_with_parents(one.path, asked), f"/standings?{address(asked, place=one.path)}") for one in found],
        "back": link(request, f"/standings?{address(asked)}"),
    }
    return page(request, "reporting/standings/places.html", view)


def _form_again(request: Request, refusal: Refusal, asked: Question) -> Response:
    sent = {name: [value] for name, value in request.query_params.items()}
    request.state.refused = Refused(refusal, sent)
    view = {**showing.choices(asked), "kept_place": sent.get("place", [CENTRE])[0]}
    return page(request, "reporting/standings/ask.html", view, status=status_of(refusal))


def _with_parents(path: str, asked: Question) -> str:
    line = [path, *(one.path for one in gazetteer().ancestors(path, asked.borders_on) if one.path != CENTRE)]
    return ", ".join(said(place_name(one, asked.borders_on)) for one in line)
