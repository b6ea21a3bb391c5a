"""The JSON API of figures: for officers, of what happened in their office's territory."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from kit.days import Day
from kit.web.answers import paged
from kit.web.dependencies import After, Here, Me
from law.figures import figure_rules
from services.reporting.figures import counting, refusals, rules, store, views
from services.reporting.figures.views import FigureView, KnownFigure

router = APIRouter()

Area = Annotated[
    str | None, Query(max_length=50, description="Path of a place or office: one's own office unless given")
]
Since = Annotated[Day | None, Query(description="First day; 1 January of the last day's year unless given")]
Until = Annotated[Day | None, Query(description="Last day; today unless given")]
AsOf = Annotated[datetime | None, Query(description="As the platform knew it then; now unless given")]


@router.get("/figures", response_model=list[KnownFigure], summary="The figures there are, and how each is counted")
async def list_figures(me: Me) -> Response:
    store.may_see(me, None)
    return JSONResponse(jsonable_encoder([views.known(rule) for rule in figure_rules().figures]))


@router.get("/figures/{code}", response_model=FigureView, summary="A figure at a place in a period, and its parts")
async def show_figure(
    service: Here, me: Me, code: str, area: Area = None, since: Since = None, until: Until = None, as_of: AsOf = None
) -> Response:
    unit = service.work.reading()
    at = store.may_see(me, area)
    first, last = rules.period(since, until, unit.today)
    found = await counting.figure(unit, code, at, first, last, as_of, without=store.closed_to(me))
    view = FigureView(**found.model_dump(), since=first, until=last, as_of=as_of or unit.now)
    return JSONResponse(jsonable_encoder(view))


@router.get("/figures/{code}/rows", summary="The happenings a figure was counted from, newest first")
async def list_rows(
    request: Request,
    service: Here,
    me: Me,
    code: str,
    area: Area = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    at = store.may_see(me, area)
    first, last = rules.period(since, until, unit.today)
    rule = figure_rules().figure(code)
    if rule.how == "standing":
        raise refusals.NoRows()
    turn = store.ORDERS.turn(after=after, limit=limit)
    page = await store.behind(unit, rule, at, first, last, as_of or unit.now, turn, store.closed_to(me))
    return paged(page, request, views.row)
