"""The JSON API of recognitions of earlier years: a list is sent and checked, then entered, or taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from kit.command import Id, Reason
from kit.lists.writings import Writing
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.sent_lists import LIMIT, csv_download, kept_list, list_of
from services.registry.recognitions import store, use_cases, views
from services.registry.recognitions.commands import EnterCommand, ReadCommand
from services.registry.recognitions.line_by_line import AT_ONCE, work_on
from services.registry.recognitions.sent_list import Outcome

router = APIRouter(prefix="/recognitions")


@router.post(
    "",
    status_code=201,
    response_model=views.ListView,
    summary="Send a list (CSV or XLSX, multipart) and see what would become of each line; nothing is entered yet",
)
@takes(LIMIT + FORM_BYTES)
async def send(request: Request, act: Act, file: UploadFile, writing: Writing | None = None) -> Response:
    store.require_recogniser(act.me)  # before a stranger's bytes are kept
    sent = await list_of(FileStore.of(act.service), file, writing=writing)
    made = await act(use_cases.send_list, views.new_list(sent))
    found = await work_on(act.service, made.id, most=AT_ONCE)
    view = await views.shown(act.reading(), found)
    return versioned(view, status=201, location=link(request, f"/api/recognitions/{found.id}"))


@router.get("", summary="The lists that were sent, the latest first")
async def list_lists(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=100)] = 25
) -> Response:
    return paged(
        await store.known_to(service.work.reading(), me, after=after, limit=limit), request, views.line_of_lists
    )


@router.get("/{list_id}", response_model=views.ListView, summary="One list, and how far it has come")
async def show(service: Here, me: Me, list_id: Id) -> Response:
    unit = service.work.reading()
    return versioned(await views.shown(unit, await store.seen_by(unit, list_id, me)))


@router.get(
    "/{list_id}/lines",
    response_model=views.LinesView,
    summary="The lines of a list and what becomes of each; `after`: the number of the last line seen",
)
async def lines(
    service: Here,
    me: Me,
    list_id: Id,
    only: Outcome | None = None,
    after: Annotated[int, Query(ge=0, le=10**9)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> JSONResponse:
    unit = service.work.reading()
    found = await store.seen_by(unit, list_id, me)
    some = await store.lines_of(unit, found, only=only, after=after, limit=limit)
    return versioned(views.lines(found, some, limit), found.version)


@router.get("/{list_id}/refused.csv", summary="The lines that are not entered, as CSV with the reason of each")
async def refused(service: Here, me: Me, list_id: Id) -> Response:
    unit = service.work.reading()
    found = await store.seen_by(unit, list_id, me)
    return csv_download([row async for row in views.refused(unit, found)], "dong-khong-nhap-duoc.csv")


@router.put("/{list_id}/reading", response_model=views.ListView, summary="Read the file again in another encoding")
async def read_otherwise(change: Change, list_id: Id, command: ReadCommand) -> Response:
    found = await store.seen_by(change.reading(), list_id, change.me)
    read = await kept_list(FileStore.of(change.service), found.sha256, command.writing)
    await change(use_cases.read_otherwise, list_id, views.reading_of(read))
    found = await work_on(change.service, list_id, most=AT_ONCE)
    return versioned(await views.shown(change.reading(), found))


@router.post("/{list_id}/entry", response_model=views.ListView, summary="Enter the lines of a checked list")
async def enter(change: Change, list_id: Id, command: EnterCommand) -> Response:
    await change(use_cases.enter_list, list_id, command)
    found = await work_on(change.service, list_id, most=AT_ONCE)
    return versioned(await views.shown(change.reading(), found))


@router.post(
    "/{list_id}/undoing", response_model=views.ListView, summary="Take back what a list entered and nobody used since"
)
async def undo(change: Change, list_id: Id, command: Reason) -> Response:
    await change(use_cases.undo_list, list_id, command)
    found = await work_on(change.service, list_id, most=AT_ONCE)
    return versioned(await views.shown(change.reading(), found))
