"""The pages of progress."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from kit.days import Day
from kit.language import gettext as _
from kit.refusal import Refusal
from kit.web.dependencies import Here, Me
from kit.web.forms import read_query
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page
from kit.web.problems import status_of
from kit.web.refused_form import Refused
from programme.journeys import Stage
from services.reporting.progress import store, use_cases, views

pages = APIRouter()


class Period(BaseModel):
    """What the form of the page asks."""

    office: str | None = Field(None, max_length=50)
    since: Day | None = None
    until: Day | None = None


@pages.get("/progress")
async def show(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    refused: Refusal | None = None
    asked = Period()
    try:
        asked = read_query(Period, request.query_params)
        view = await use_cases.show_progress(unit, me, office=asked.office, since=asked.since, until=asked.until)
    except Refusal as refusal:
        if refusal.pointer is None:
            raise
        refused = refusal
        request.state.refused = Refused(refusal, {name: [value] for name, value in request.query_params.items()})
        view = await use_cases.show_progress(unit, me, office=asked.office, since=None, until=None)
    status = status_of(refused) if refused else 200
    return page(request, "reporting/progress/show.html", views.whole(view, me, asked.office), status=status)


@pages.get("/progress/cases")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    listed: AskedOfList,
    office: Annotated[str, Query(max_length=50)] = "",
    stage: Annotated[str, Query(max_length=30)] = "",
    overdue: bool = False,
    ended: bool = False,
) -> Response:
    unit = service.work.reading()
    chosen = Stage(stage) if stage in set(Stage) else None
    wanted = store.visible_to(me, office or None)
    orders = store.OLDEST if ended else store.ORDERS
    found = await store.listed(
        unit, wanted, unit.today, stage=chosen, overdue=overdue, ended=ended, text=listed.q, turn=listed.turn(orders)
    )
    kept = {"office": office, "overdue": "true" if overdue else "", "ended": "true" if ended else ""}
    choices = [Choice("stage", _("Bước"), views.stages(), chosen.value if chosen else "", _("Mọi bước"))]
    search = _("Số hồ sơ, sản phẩm hoặc chủ thể")
    view = {
        "cases": views.listed([views.case(one, unit.today) for one in found.items]),
        "overdue": overdue,
        "ended": ended,
        "list": listing(request, "/progress/cases", listed, orders, found, choices=choices, kept=kept, search=search),
    }
    return page(request, "reporting/progress/cases.html", view)
