"""The front page, and the list of what a person has to do."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.web.dependencies import Here, MaybeMe, Me
from kit.web.pages import page, see_other
from services.evaluation.cases import store as cases
from services.evaluation.cases import views as case_views
from services.evaluation.councils.use_cases import take_note_of
from services.evaluation.scoring.use_cases import sheets_owed

pages = APIRouter()


@pages.get("/")
async def front(request: Request, me: MaybeMe) -> Response:
    if me is None:
        return page(request, "evaluation/work/front.html")
    return see_other(request, "/work")


@pages.get("/work")
async def my_work(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    await take_note_of(service.work, me)
    owed, of = await sheets_owed(unit, me)
    awaiting = await cases.before(unit, me, ended=False, limit=20)
    view = {
        "sheets": [(scoring.round, case_views.row(of[scoring.case_id], me, unit.today)) for scoring in owed.items],
        "cases": [case_views.row(case, me, unit.today) for case in awaiting.items],
    }
    return page(request, "evaluation/work/list.html", view)
