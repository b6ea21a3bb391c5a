"""Analysis as a page: who scores high and who low, for the officers who answer for the councils."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.refusal import NotFound
from kit.web.days import read_day
from kit.web.doors import Here, Me
from kit.web.pages import page
from services.evaluation import names
from services.evaluation.analysis import leaning
from services.evaluation.analysis.leaning import Leaning
from services.evaluation.roles import OFFICERS

pages = APIRouter()


@pages.get("/leaning")
async def show_leaning(
    request: Request,
    service: Here,
    me: Me,
    office: Annotated[str, Query(max_length=100)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    unit = service.work.reading()
    last = read_day(until, "/until") or unit.today
    found = await leaning.leaning_of(
        unit, office or _own(me), by=me, since=read_day(since, "/since") or leaning.a_year_before(last), until=last
    )
    view: dict[str, Any] = {
        "found": found,
        "office": names.office(found.office, found.until),
        "members": found.members,
        "offices": [_named(one, found.until) for one in found.offices],
    }
    return page(request, "evaluation/analysis/leaning.html", view)


def _own(me: Principal) -> str:
    """The office of the reader; raises NotFound for who works for none."""
    offices = me.offices(*OFFICERS)
    if not offices:
        raise NotFound()
    return offices[0]


def _named(one: Leaning, on: date) -> Leaning:
    return one.model_copy(update={"name": names.office(one.who, on)})
