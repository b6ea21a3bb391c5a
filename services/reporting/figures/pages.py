"""The pages of figures: all of a place in a period, and the rows behind each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.days import Day
from kit.web.dependencies import Here, Me
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from law.figures import figure_rules
from programme import names
from services.reporting.figures import counting, rules, store, views

pages = APIRouter()
Place = Annotated[str | None, Query(max_length=50)]


@pages.get("/figures")
async def list_figures(
    request: Request, service: Here, me: Me, area: Place = None, since: Day | None = None, until: Day | None = None
) -> Response:
    unit = service.work.reading()
    at = store.may_see(me, area)
    first, last = rules.period(since, until, unit.today)
    listed = figure_rules()
    counts = await counting.figures(
        unit, [one.code for one in listed.figures], [at], first, last, without=store.closed_to(me)
    )
    view = {
        "area": at,
        "place": names.place(at, last),
        "since": first,
        "until": last,
        "as_of": unit.now,
        "figures": views.listed(listed, counts, at, first, last),
        "unverified": listed.verified != "yes",
    }
    return page(request, "reporting/figures/list.html", view)


@pages.get("/figures/{code}")
async def show_rows(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    code: str,
    area: Place = None,
    since: Day | None = None,
    until: Day | None = None,
    as_of: datetime | None = None,
) -> Response:
    unit = service.work.reading()
    at = store.may_see(me, area)
    first, last = rules.period(since, until, unit.today)
    listed = figure_rules()
    rule = listed.figure(code)
    if rule.how == "standing":
        return see_other(request, f"/standings?place={at}&on={last.isoformat()}")
    then = as_of or unit.now
    found = await store.behind(unit, rule, at, first, last, then, asked.turn(store.ORDERS), store.closed_to(me))
    counted = await counting.figure(unit, code, at, first, last, then, without=store.closed_to(me))
    kept = {"area": at, "since": first.isoformat(), "until": last.isoformat()}
    view = {
        "label": views.said(rule.label),
        "unit": views.said(rule.unit),
        "value": counted.value,
        "summed": rule.amount is not None,
        "place": names.place(at, last),
        "since": first,
        "until": last,
        "as_of": then,
        "rows": views.behind(rule, found.items, listed),
        "list": listing(
            request,
            f"/figures/{code}",
            asked,
            store.ORDERS,
            found,
            kept=kept | ({"as_of": as_of.isoformat()} if as_of else {}),
        ),
        "back": f"/figures?area={at}&since={first.isoformat()}&until={last.isoformat()}",
    }
    return page(request, "reporting/figures/rows.html", view)
