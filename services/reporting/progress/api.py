"""The JSON API of progress: for officers, of their own office and those below it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from kit.days import Day
from kit.web.answers import paged
from kit.web.dependencies import After, Here, Me
from programme.journeys import Stage
from services.reporting.progress import store, use_cases, views
from services.reporting.progress.views import CasesView, ProgressView

router = APIRouter()

Office = Annotated[
    str | None,
    Query(max_length=50, description="Path of an office's place: it and those below; all of one's own unless given"),
]


@router.get("/progress", response_model=ProgressView, summary="Cases by office, stage and age against their clocks")
async def show(
    service: Here,
    me: Me,
    office: Office = None,
    since: Annotated[
        Day | None, Query(description="First day of the period; a year before the last unless given")
    ] = None,
    until: Annotated[Day | None, Query(description="Last day of the period; today unless given")] = None,
) -> Response:
    unit = service.work.reading()
    view = await use_cases.show_progress(unit, me, office=office, since=since, until=until)
    return JSONResponse(jsonable_encoder(view))


@router.get("/progress/cases", response_model=CasesView, summary="The cases themselves, oldest first")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    office: Office = None,
    stage: Annotated[Stage | None, Query(description="Only those at this stage")] = None,
    overdue: Annotated[bool, Query(description="Only open ones whose period is over")] = False,
    ended: Annotated[bool | None, Query(description="Only those that ended, or only the open ones")] = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    wanted = store.visible_to(me, office)
    page = await store.listed(
        unit, wanted, unit.today, stage=stage, overdue=overdue, ended=ended, after=after, limit=limit
    )
    return paged(page, request, lambda one: views.case(one, unit.today))
