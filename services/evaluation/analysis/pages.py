"""Analysis as a page (who scores high and who low) and as panels beside a ruling (how firmly it stands, where the sides differ)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.web.dependencies import Here, Me
from kit.web.forms import read_query
from kit.web.pages import page
from kit.web.panels import Panels
from kit.work import Unit
from services.evaluation.analysis import use_cases, views
from services.evaluation.analysis.question import LeaningQuestion
from services.evaluation.analysis.steadiness import steadiness
from services.evaluation.cases import store as case_store
from services.evaluation.cases.access import sees_all
from services.evaluation.rulings.ruling import Ruling
from services.evaluation.rulings.verdict import Proposal

pages = APIRouter()
panels = Panels()


@pages.get("/leaning")
async def show_leaning(
    request: Request,
    service: Here,
    me: Me,
) -> Response:
    asked = read_query(LeaningQuestion, request.query_params)
    found = await use_cases.leaning_of(service.work.reading(), asked, by=me)
    return page(request, "evaluation/analysis/leaning.html", views.leaning_page(found))


@panels.on("rulings/form")
async def how_firmly_it_stands(
    unit: Unit, proposal: Proposal, me: Principal | None
) -> tuple[str, Mapping[str, Any]] | None:
    found = steadiness(proposal.rulebook, proposal.bench)
    return "evaluation/analysis/steadiness.html", {"found": found}


@panels.on("rulings/form/reasons")
async def where_the_sides_differ(
    unit: Unit, proposal: Proposal, me: Principal | None
) -> tuple[str, Mapping[str, Any]] | None:
    return "evaluation/analysis/sides.html", {"sides": views.sides_proposed(proposal)}


@panels.on("rulings/show")
async def where_the_sides_differed(
    unit: Unit, ruling: Ruling, me: Principal | None
) -> tuple[str, Mapping[str, Any]] | None:
    case = await case_store.seen_by(unit, ruling.case_id, me) if me else None
    if me is None or case is None or not sees_all(case, me):
        return None
    return "evaluation/analysis/sides.html", {"sides": views.sides_of(ruling, case.advised)}
