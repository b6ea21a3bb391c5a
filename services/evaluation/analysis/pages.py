"""Analysis as a page (who scores high and who low) and as panels beside a ruling (how firmly it stands, where the sides differ)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.days import read_day
from kit.identity import Principal
from kit.refusal import NotFound
from kit.web.dependencies import Here, Me
from kit.web.pages import page
from kit.web.panels import Panels
from kit.work import Unit
from programme.roles import OFFICERS
from services.evaluation.analysis import use_cases, views
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
    office: Annotated[str, Query(max_length=100)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    found = await use_cases.leaning_of(
        service.work.reading(),
        office or _own(me),
        by=me,
        since=read_day(since, "/since"),
        until=read_day(until, "/until"),
    )
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
    if me is None or not sees_all(await case_store.seen_by(unit, ruling.case_id, me), me):
        return None
    return "evaluation/analysis/sides.html", {"sides": views.sides_of(ruling)}


def _own(me: Principal) -> str:
    """The office of the reader; raises NotFound for who works for none."""
    offices = me.offices(*OFFICERS)
    if not offices:
        raise NotFound()
    return offices[0]
