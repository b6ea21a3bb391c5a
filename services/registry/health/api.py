"""The JSON API of the health of papers, and the same as CSV."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.web.answers import paged
from kit.web.dependencies import After, Here, Me
from kit.web.sent_lists import csv_download
from services.registry.health import store, views
from services.registry.health.paper_health import Health

router = APIRouter()


@router.get("/paper-health", summary="The certificates whose papers the caller may see, the weakest first")
async def list_health(
    request: Request,
    service: Here,
    me: Me,
    health: Health | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.known_to(service.work.reading(), me, health=health, after=after, limit=limit)
    return paged(found, request, views.view)


@router.get(
    "/paper-health.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    summary="The same as a CSV file",
)
async def list_as_csv(service: Here, me: Me, health: Health | None = None) -> Response:
    unit = service.work.reading()
    found = [one async for one in store.all_known_to(unit, me, health)]
    return csv_download(views.table(found, unit.today), f"ocop-giay-to-{unit.today.isoformat()}.csv")
