"""The page of risks, for who plans the inspections of a year."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.pages import page, see_other
from services.registry.risks import use_cases, views
from services.registry.risks.commands import ToPlanCommand

pages = APIRouter()


@pages.get("/risks")
async def risk_list(
    request: Request, service: Here, me: Me, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> Response:
    unit = service.work.reading()
    found = await use_cases.risk_list(unit, year or unit.today.year + 1, by=me)
    return page(request, "registry/risks/list.html", views.page(found, unit.today))


@pages.post("/risks/{producer_id}")
async def put_on_plan(
    request: Request, act: Act, producer_id: str, command: Annotated[ToPlanCommand, from_form(ToPlanCommand)]
) -> Response:
    plan = await act(use_cases.put_on_plan, producer_id, command)
    name = plan.lines[-1].producer_name
    notice = _("Đã đưa {name} vào kế hoạch năm {year}.", name=name, year=plan.year)
    return see_other(request, f"/risks?year={plan.year}", notice=notice)
