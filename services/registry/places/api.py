"""The JSON API of places: open to all, as the lists they come from are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from kit.days import Day
from kit.web.acting import Act
from kit.web.dependencies import Here
from law.places import gazetteer, next_of
from services.registry.places import use_cases, views
from services.registry.places.commands import PeriodCommand

router = APIRouter(prefix="/places")

Path = Annotated[
    str, Query(max_length=20, description="Codes from the province down, such as 33/11977; vn: the centre.")
]
On = Annotated[Day | None, Query(description="The day asked for; today when left out.")]


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
async def announce(act: Act, period: PeriodCommand) -> views.AnnouncedView:
    return views.announced(await use_cases.announce_period(act.service.work, period, by=act.me))
