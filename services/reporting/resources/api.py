"""The JSON API of resources: for officers, of their own office and those below it; written by the office whose money it is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from kit.command import Id
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.sent_lists import csv_download
from services.reporting.resources import store, use_cases, views
from services.reporting.resources.commands import (
    AllocateMoneyCommand,
    CarryOverCommand,
    CorrectMoneyCommand,
    PlanMoneyCommand,
    ResourceCommand,
    SpendMoneyCommand,
)
from services.reporting.resources.paper_files import LIMIT, keep_scan, scan_of
from services.reporting.resources.views import ObjectView, ResourceView, YearView

router = APIRouter()
Year = Annotated[int, Query(ge=2000, le=2100)]
CSV_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
FILE_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"*/*": {}}}}


@router.get("/resources", summary="The lines of money the caller may see, the latest year first")
async def list_resources(
    request: Request,
    service: Here,
    me: Me,
    year: Year | None = None,
    source: Annotated[str, Query(max_length=60)] = "",
    object_kind: Annotated[str, Query(max_length=60)] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    unit = service.work.reading()
    found = await store.known_to(unit, me, turn, of_year=year, source=source, object_kind=object_kind)
    return paged(found, request, views.view)


@router.get(
    "/resources.csv", response_class=Response, responses=CSV_ANSWER, summary="The lines of a year as a CSV file"
)
async def lines_as_csv(service: Here, me: Me, year: Year) -> Response:
    unit = service.work.reading()
    lines = await store.of_year(unit, me, year)
    return csv_download(views.lines_table(lines, unit.today), f"ocop-nguon-luc-{year}.csv")


@router.post("/resources", status_code=201, response_model=ResourceView, summary="Begin a line of money")
async def open_resource(request: Request, act: Act, command: ResourceCommand) -> Response:
    made = await act(use_cases.open_resource, command)
    return versioned(views.view(made), status=201, location=link(request, f"/api/resources/{made.id}"))


@router.get("/resource-totals", response_model=YearView, summary="A year's money by source and by office")
async def totals(service: Here, me: Me, year: Year) -> Response:
    unit = service.work.reading()
    return JSONResponse(jsonable_encoder(await use_cases.total_year(unit, me, year)))


@router.get(
    "/resource-totals.csv", response_class=Response, responses=CSV_ANSWER, summary="The same by source as a CSV file"
)
async def totals_as_csv(service: Here, me: Me, year: Year) -> Response:
    found = await use_cases.total_year(service.work.reading(), me, year)
    return csv_download(views.table(found), f"ocop-nguon-luc-theo-nguon-{year}.csv")


@router.get(
    "/resource-objects/{object_kind}/{object_id}", response_model=ObjectView, summary="All the money for one object"
)
async def show_object(service: Here, me: Me, object_kind: Id, object_id: Id) -> Response:
    lines = await store.of_object(service.work.reading(), me, object_kind, object_id)
    if not lines:
        raise NotFound()
    return JSONResponse(jsonable_encoder(views.of_object(lines)))


@router.get("/resources/{resource_id}", response_model=ResourceView, summary="One line of money with its entries")
async def show(service: Here, me: Me, resource_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), resource_id, me)))


@router.post("/resources/{resource_id}/plan", response_model=ResourceView, summary="Say what is planned")
async def plan(change: Change, resource_id: Id, command: PlanMoneyCommand) -> Response:
    return versioned(views.view(await change(use_cases.plan_money, resource_id, command)))


@router.post(
    "/resources/{resource_id}/allocations",
    response_model=ResourceView,
    summary="Note an allocation, with its paper and its scan (multipart)",
)
@takes(LIMIT + FORM_BYTES)
async def allocate(
    change: Change,
    resource_id: Id,
    command: Annotated[AllocateMoneyCommand, from_multipart(AllocateMoneyCommand)],
    file: UploadFile | None = None,
) -> Response:
    await use_cases.resource_to_write(change.reading(), resource_id, change.me)  # before bytes are kept
    scan = await keep_scan(change.service, file)
    return versioned(views.view(await change(use_cases.allocate_money, resource_id, command, scan)))


@router.post("/resources/{resource_id}/spendings", response_model=ResourceView, summary="Note what was spent")
async def spend(change: Change, resource_id: Id, command: SpendMoneyCommand) -> Response:
    return versioned(views.view(await change(use_cases.spend_money, resource_id, command)))


@router.post(
    "/resources/{resource_id}/carry-over", response_model=ResourceView, summary="Carry what is left into the next year"
)
async def carry_over(change: Change, resource_id: Id, command: CarryOverCommand) -> Response:
    return versioned(views.view(await change(use_cases.carry_over, resource_id, command)))


@router.post(
    "/resources/{resource_id}/entries/{entry_id}/corrections",
    response_model=ResourceView,
    summary="Put an entry right by another one beside it",
)
async def correct(change: Change, resource_id: Id, entry_id: Id, command: CorrectMoneyCommand) -> Response:
    return versioned(views.view(await change(use_cases.correct_entry, resource_id, entry_id, command)))


@router.get(
    "/resources/{resource_id}/entries/{entry_id}/paper",
    summary="The scan of the paper behind an entry",
    responses=FILE_ANSWER,
    response_class=Response,
)
async def paper(service: Here, me: Me, resource_id: Id, entry_id: Id) -> Response:
    known = await store.seen_by(service.work.reading(), resource_id, me)
    return FileStore.of(service).send(scan_of(known, entry_id))
