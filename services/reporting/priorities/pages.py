"""The pages of priority lists: products as they are put first today, and lists as they were published."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from law.lists import edition
from law.priority import priority_rules
from programme import names
from programme.roles import OFFICERS
from services.reporting.priorities import rules, store, use_cases, views
from services.reporting.priorities.commands import PublishListCommand

pages = APIRouter()


@pages.get("/priorities")
async def show_places(
    request: Request,
    service: Here,
    me: Me,
    area: Annotated[str, Query(max_length=50)] = "",
    places: Annotated[int | None, Query(ge=1, le=200)] = None,
) -> Response:
    unit = service.work.reading()
    at = use_cases.area_of(me, area or None)
    listed = priority_rules()
    found = await use_cases.place_products(unit, at)
    lines = found[: min(places or listed.places.usual, listed.places.most)]
    view = {
        "area": at,
        "place": names.office(at, unit.today),
        "on": unit.today,
        "among": len(found),
        "lines": [views.line(one) for one in lines],
        "criteria": views.criteria(listed),
        "assumed": listed.verified != "yes",
        "offices": views.offices(me, unit.today),
        "may_publish": at in me.offices(*OFFICERS) and bool(lines),
        "asked": views.asking(at, unit.today, len(lines)),
        "places": len(lines),
        "most": listed.places.most,
        "seen": rules.digest(lines),
    }
    return page(request, "reporting/priorities/places.html", view)


@pages.post("/priority-lists")
async def publish(
    request: Request, act: Act, command: Annotated[PublishListCommand, from_form(PublishListCommand)]
) -> Response:
    made = await act(use_cases.publish_list, command)
    return see_other(
        request, f"/priority-lists/{made.id}", notice=_("Đã chốt danh mục. Danh mục này giữ nguyên như hôm nay.")
    )


@pages.get("/priority-lists")
async def list_lists(request: Request, service: Here, me: Me, asked: AskedOfList) -> Response:
    unit = service.work.reading()
    found = await store.known_to(unit, me, asked.turn(store.ORDERS))
    view = {
        "lists": [views.row(one, unit.today) for one in found.items],
        "list": listing(request, "/priority-lists", asked, store.ORDERS, found),
    }
    return page(request, "reporting/priorities/list.html", view)


@pages.get("/priority-lists/{list_id}")
async def show(request: Request, service: Here, me: Me, list_id: str) -> Response:
    unit = service.work.reading()
    made = await store.seen_by(unit, list_id, me)
    view = {
        "list": made,
        "row": views.row(made, unit.today),
        "lines": [views.line(one) for one in made.lines],
        "same_weights": made.weights_hash == edition("priority").hash,
    }
    return page(request, "reporting/priorities/show.html", view)
