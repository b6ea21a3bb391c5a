"""The JSON door to places: open to all, as the lists they come from are."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from kit.web.days import Day
from kit.web.doors import Here, Me
from law.places import gazetteer, next_of
from services.registry.commands import Command
from services.registry.places import use_cases, views

router = APIRouter(prefix="/places")

Path = Annotated[
    str, Query(max_length=20, description="Codes from the province down, such as 33/11977; vn: the centre.")
]
On = Annotated[Day | None, Query(description="The day asked for; today when left out.")]


class Period(Command):
    """The first day of the period whose changes are told."""

    on: Day


class Told(BaseModel):
    """How many of the changes of the day are announced."""

    on: date
    changes: int
    told: int


@router.get("", summary="Units of a day by name, accents aside, or by code")
async def search(
    service: Here,
    text: Annotated[str, Query(min_length=1, max_length=100)],
    on: On = None,
    within: Path = "vn",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[views.PlaceView]:
    day = on or service.work.reading().today
    return [views.seen(place, day) for place in gazetteer().search(text, day, within=within, limit=limit)]


@router.get("/one", summary="One unit on a day, with what is above and below it")
async def show(service: Here, path: Path, on: On = None) -> views.OnePlaceView:
    day = on or service.work.reading().today
    return views.seen_whole(gazetteer().at(path, day), day)


@router.get("/succession", summary="What a unit became when its period ended")
async def succession(
    path: Path, then: Annotated[Day, Query(description="A day on which it existed.")]
) -> views.SuccessionView:
    place = gazetteer().at(path, then)
    return views.succession_seen(place, then, next_of(gazetteer(), place))


@router.post(
    "/announcements",
    status_code=201,
    summary="Tell subscribers what changed on a day; repeating it tells the rest, or nothing",
)
async def announce(service: Here, me: Me, period: Period) -> Told:
    news = await service.work.run(use_cases.tell_of_changes, period.on, by=me)
    while not news.is_complete:
        news = await service.work.run(use_cases.tell_of_changes, period.on, by=me)
    return Told(on=news.on, changes=news.changes, told=news.told)
