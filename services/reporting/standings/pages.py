"""The pages of the standings; they are open to everybody."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.refusal import Refusal
from kit.web.dependencies import Here
from kit.web.forms import read_query
from kit.web.links import link
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page
from kit.web.problems import status_of
from kit.web.refused_form import Refused
from law.places import CENTRE, gazetteer
from programme import names
from services.reporting.standings import page_views, store, use_cases, views
from services.reporting.standings.question import Asking, Question, address

pages = APIRouter()


@pages.get("/standings")
async def show(request: Request, service: Here) -> Response:
    unit = service.work.reading()
    try:
        asked = read_query(Asking, request.query_params).on_day(unit.today)
        view = await use_cases.answer_question(unit, asked)
    except Refusal as refusal:
        return _form_again(request, refusal, Asking().on_day(unit.today))
    return page(request, "reporting/standings/show.html", page_views.whole(asked, view))


@pages.get("/standings/products")
async def list_products(
    request: Request,
    service: Here,
    listed: AskedOfList,
    undecided: bool = False,
) -> Response:
    unit = service.work.reading()
    asked = read_query(Asking, request.query_params).on_day(unit.today)
    found = await use_cases.list_recognitions(unit, asked, listed.turn(store.ORDERS), undecided=undecided)
    kept = dict(parse_qsl(address(asked, undecided="true" if undecided else None)))
    view = {
        "place": names.place(asked.place, asked.borders_on),
        "asked": asked,
        "filters": page_views.filters(asked),
        "undecided": undecided,
        "products": page_views.listed(asked, [views.product(asked, one) for one in found.items]),
        "back": link(request, f"/standings?{address(asked)}"),
        "list": listing(request, "/standings/products", listed, store.ORDERS, found, kept=kept),
    }
    return page(request, "reporting/standings/products.html", view)


@pages.get("/standings/places")
async def find_place(request: Request, service: Here, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    asked = read_query(Asking, {k: v for k, v in request.query_params.items() if k != "place"}).on_day(
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
    view = {**page_views.choices(asked), "kept_place": sent.get("place", [CENTRE])[0]}
    return page(request, "reporting/standings/ask.html", view, status=status_of(refusal))


def _with_parents(path: str, asked: Question) -> str:
    line = [path, *(one.path for one in gazetteer().ancestors(path, asked.borders_on) if one.path != CENTRE)]
    return ", ".join(names.place(one, asked.borders_on) for one in line)
