"""The JSON API of returns; the table of who handed in, and two periods side by side."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.days import Day
from kit.lists.workbook import written
from kit.mapped import mapped
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore, Stored
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.sent_lists import csv_download
from services.reporting.returns import reading, return_files, store, table_views, use_cases, views
from services.reporting.returns.commands import (
    AskReturnCommand,
    CorrectReturnCommand,
    FillReturnCommand,
    PaperReturnCommand,
    ReturnSentBackCommand,
)
from services.reporting.returns.lifecycle import State
from services.reporting.returns.office_return import OfficeReturn

router = APIRouter()
Code = Annotated[str, Query(max_length=100)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Area = Annotated[str | None, Query(max_length=50, description="Path of a place: one's own office unless given")]
OnDay = Annotated[Day | None, Query(description="The day asked about; today unless given")]
Side = Annotated[str, Query(max_length=120, pattern=r"^[a-z0-9-]+:[A-Za-z0-9-]+$", description="form:period")]


@router.get("/returns", summary="The returns of the caller's offices and of those below, first due first")
async def list_returns(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    form: Code | None = None,
    period: Code | None = None,
    office: Annotated[str | None, Query(max_length=100, description="Of this office and those it came from")] = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await store.known_to(
        unit,
        me,
        store.ORDERS.turn(after=after, limit=limit),
        states=[state] if state else [],
        of_form=form,
        in_period=period,
        origins=reading.origins_of(office, unit.today),
    )
    return paged(found, request, lambda one: views.view_row(one, unit.today))


@router.post("/returns", status_code=201, response_model=views.ReturnRow, summary="Have an office owe a return")
async def ask(request: Request, act: Act, command: AskReturnCommand) -> Response:
    one = await act(use_cases.ask_for_return, command)
    return versioned(
        views.view_row(one, act.reading().today), status=201, location=link(request, f"/api/returns/{one.id}")
    )


@router.get("/return-table", summary="Expected, received and on time of a form and period, an office a row")
async def show_table(service: Here, me: Me, form: Code, period: Code) -> table_views.TableView:
    unit = service.work.reading()
    return table_views.table(form, period, await store.of_period(unit, me, form, period), unit.today)


@router.get(
    "/return-table.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    summary="The same as a CSV file",
)
async def table_as_csv(service: Here, me: Me, form: Code, period: Code) -> Response:
    unit = service.work.reading()
    found = table_views.table(form, period, await store.of_period(unit, me, form, period), unit.today)
    return csv_download(table_views.table_rows(found), "ocop-tinh-hinh-nop-bao-cao.csv")


@router.get("/return-comparison", summary="Two periods side by side, whatever the level that reported then")
async def compare(service: Here, me: Me, one: Side, other: Side) -> table_views.ComparisonView:
    return await reading.compare(service.work.reading(), me, one, other)


@router.get(
    "/exchange-tables/{table_id}.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
    summary="A table exchanged with the ministry, as CSV",
)
async def exchange_as_csv(service: Here, me: Me, table_id: Id, area: Area = None, on: OnDay = None) -> Response:
    table, rows = await reading.exchange(service.work.reading(), me, table_id, area, on)
    head = [column.name for column in table.columns]
    texts = [["" if cell is None else cell if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    return csv_download([head, *texts], f"{table.name}.csv")


@router.get(
    "/exchange-tables/{table_id}.xlsx", response_class=Response, summary="The same as a workbook, codes as text"
)
async def exchange_as_workbook(service: Here, me: Me, table_id: Id, area: Area = None, on: OnDay = None) -> Response:
    table, rows = await reading.exchange(service.work.reading(), me, table_id, area, on)
    head = [column.name for column in table.columns]
    content = await asyncio.to_thread(written, table.label.vi, table.name, head, rows, [18] * len(head))
    headers = {"Content-Disposition": f'attachment; filename="{table.name}.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)


@router.get("/returns/{return_id}", response_model=views.ReturnView, summary="One return, filled in as of now")
async def show(service: Here, me: Me, return_id: Id) -> Response:
    unit = service.work.reading()
    one, filled = await reading.open_return(unit, return_id, me)
    return versioned(views.view(one, filled, me, unit.today))


@router.put(
    "/returns/{return_id}/cells", response_model=views.ReturnRow, summary="Write what its office says, all of it"
)
async def fill(change: Change, return_id: Id, command: FillReturnCommand) -> Response:
    return _answer(change, await change(use_cases.fill_return, return_id, command))


@router.post("/returns/{return_id}/submission", response_model=views.ReturnRow, summary="Hand it in")
async def submit(change: Change, return_id: Id) -> Response:
    return _answer(change, await change(use_cases.submit_return, return_id))


@router.post("/returns/{return_id}/approval", response_model=views.ReturnRow, summary="Accept it")
async def approve(change: Change, return_id: Id) -> Response:
    return _answer(change, await change(use_cases.approve_return, return_id))


@router.post("/returns/{return_id}/sending-back", response_model=views.ReturnRow, summary="Send it back, with reasons")
async def send_back(change: Change, return_id: Id, command: ReturnSentBackCommand) -> Response:
    return _answer(change, await change(use_cases.send_return_back, return_id, command))


@router.post("/returns/{return_id}/correction", response_model=views.ReturnRow, summary="Put a locked return right")
async def correct(change: Change, return_id: Id, command: CorrectReturnCommand) -> Response:
    return _answer(change, await change(use_cases.correct_return, return_id, command))


@router.post("/returns/{return_id}/paper", response_model=views.ReturnRow, summary="Take it as it came on paper")
@takes(return_files.LIMIT + FORM_BYTES)
async def take_on_paper(
    change: Change,
    return_id: Id,
    file: UploadFile,
    command: Annotated[PaperReturnCommand, from_multipart(PaperReturnCommand)],
) -> Response:
    await use_cases.to_decide(change.reading(), return_id, change.me, change.version)  # before bytes are kept
    scan = await return_files.keep_scan(change.service, file)
    return _answer(change, await change(use_cases.take_on_paper, return_id, command, scan))


@router.get("/returns/{return_id}/scan", response_class=Response, summary="The scan of one that came on paper")
async def show_scan(service: Here, me: Me, return_id: Id) -> Response:
    one = await store.seen_by(service.work.reading(), return_id, me)
    if one.scan is None:
        raise NotFound()
    return FileStore.of(service).send(mapped(Stored, one.scan), inline=True)


def _answer(change: Change, one: OfficeReturn) -> Response:
    return versioned(views.view_row(one, change.reading().today))
