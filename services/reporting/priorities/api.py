"""The JSON API of priority lists: for officers, of their own office and those below it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from kit.command import Id
from kit.web.acting import Act
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from kit.web.sent_lists import csv_download
from services.reporting.priorities import store, use_cases, views
from services.reporting.priorities.commands import PublishListCommand
from services.reporting.priorities.priority_list import PriorityList
from services.reporting.priorities.views import PlacesView

router = APIRouter()
CSV_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


@router.get("/priorities", response_model=PlacesView, summary="Products in the order in which they are put first today")
async def show_places(
    service: Here,
    me: Me,
    area: Annotated[str | None, Query(max_length=50)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 30,
) -> Response:
    unit = service.work.reading()
    at = use_cases.area_of(me, area)
    found = await use_cases.place_products(unit, at)
    return JSONResponse(jsonable_encoder(views.places(at, unit.today, found, limit)))


@router.get("/priority-lists", summary="The published lists the caller may see, the newest first")
async def list_lists(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=50)] = 20
) -> Response:
    found = await store.known_to(service.work.reading(), me, store.ORDERS.turn(after=after, limit=limit))
    return paged(found, request)


@router.post("/priority-lists", status_code=201, response_model=PriorityList, summary="Publish an office's list")
async def publish(request: Request, act: Act, command: PublishListCommand) -> Response:
    made = await act(use_cases.publish_list, command)
    return versioned(made, status=201, location=link(request, f"/api/priority-lists/{made.id}"))


@router.get("/priority-lists/{list_id}", response_model=PriorityList, summary="A list as it was published")
async def show(service: Here, me: Me, list_id: Id) -> Response:
    return versioned(await store.seen_by(service.work.reading(), list_id, me))


@router.get(
    "/priority-lists/{list_id}/lines.csv",
    response_class=Response,
    responses=CSV_ANSWER,
    summary="The lines of a published list as a CSV file",
)
async def lines_as_csv(service: Here, me: Me, list_id: Id) -> Response:
    made = await store.seen_by(service.work.reading(), list_id, me)
    return csv_download(views.table(made.lines), f"ocop-uu-tien-{made.year}-{made.edition}.csv")
