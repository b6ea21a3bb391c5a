"""The JSON API of risks, for who inspects."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from kit.command import Id
from kit.web.acting import Act
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from services.registry.inspections.views import PlanView, plan_view
from services.registry.risks import use_cases, views
from services.registry.risks.commands import ToPlanCommand

router = APIRouter(prefix="/risks")


@router.get("", summary="Whom the plan of the caller's office for a year should look at first, and why")
async def risk_list(
    service: Here, me: Me, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> views.RiskView:
    unit = service.work.reading()
    return views.listed(await use_cases.risk_list(unit, year or unit.today.year + 1, by=me))


@router.post("/{producer_id}", status_code=201, response_model=PlanView, summary="Put a producer on that plan")
async def put_on_plan(act: Act, producer_id: Id, command: ToPlanCommand) -> Response:
    return versioned(plan_view(await act(use_cases.put_on_plan, producer_id, command), act.me), status=201)
