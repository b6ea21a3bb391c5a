"""The page of places: where a unit was on a day, and what became of it. Open to all."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.days import read_day
from kit.language import current_language
from kit.refusal import Refusal
from kit.web.dependencies import Here
from kit.web.pages import page
from law.places import Place, gazetteer
from services.registry.places import views

pages = APIRouter()


@pages.get("/places")
async def ask(
    request: Request,
    service: Here,
    name: Annotated[str, Query(max_length=100)] = "",
    on: Annotated[str, Query(max_length=10)] = "",
    path: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    today = service.work.reading().today
    view: dict[str, Any] = {"name": name, "found": [], "one": None, "wrong": None, "periods": views.periods(today)}
    try:
        asked_on = read_day(on, "/on")
        day = asked_on or today
        if path:
            view["one"] = views.place_history(gazetteer().at(path, day), day, today)
        elif name.strip():
            view["found"] = [views.line(place, then) for place, then in _named(name, asked_on, today)]
    except Refusal as unknown:
        view["wrong"] = unknown.say(current_language())
    return page(request, "registry/places/ask.html", view | {"on": on, "asked": bool(name.strip() or path)})


def _named(name: str, on: date | None, today: date) -> list[tuple[Place, date]]:
    """Units of a day by name; of every period, the latest first, when no day is named. Each with a day it existed on."""
    days = [on] if on else [today, *reversed(views.last_days(today))]
    found: dict[tuple[str, date | None], tuple[Place, date]] = {}
    for day in days:
        for place in gazetteer().search(name, day, limit=20):
            found.setdefault((place.path, place.valid_from), (place, day))
    return list(found.values())[:40]
