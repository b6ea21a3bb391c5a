"""The JSON API of reports: prepared, published, verified, and their files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, Response

from kit.command import Id
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, MaybeMe, Me
from kit.web.links import absolute, link
from services.reporting.reports import store, use_cases, views, writing
from services.reporting.reports.commands import PrepareReportCommand, PublishReportCommand
from services.reporting.reports.lifecycle import State
from services.reporting.reports.verifying import Answer, verdict

router = APIRouter()
Sha = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes, lower-case hexadecimal")]


@router.get("/reports", summary="The reports the caller sees, or those in a state, newest first")
async def list_reports(
    request: Request,
    service: Here,
    me: MaybeMe,
    state: State | None = None,
    kind: Annotated[str, Query(max_length=100)] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    found = await store.known_to(service.work.reading(), me, turn, states=[state] if state else [], kind=kind)
    return paged(found, request, views.view)


@router.post("/reports", status_code=201, response_model=views.ReportView, summary="Count a report into a draft")
async def prepare(request: Request, act: Act, command: PrepareReportCommand) -> Response:
    report = await act(use_cases.prepare_report, command)
    return versioned(views.view(report), status=201, location=link(request, f"/api/reports/{report.id}"))


@router.get(
    "/reports/files/{sha256}", response_model=Answer, summary="Whether a file in hand is a published report, unaltered"
)
async def verify(service: Here, sha256: Sha) -> Response:
    return JSONResponse(jsonable_encoder(await verdict(service.work.reading(), sha256)))


@router.get("/reports/{report_id}", response_model=views.ReportView, summary="One report")
async def show(service: Here, me: MaybeMe, report_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), report_id, me)))


@router.post("/reports/{report_id}/publication", response_model=views.ReportView, summary="Publish a draft")
async def publish(service: Here, change: Change, report_id: Id, command: PublishReportCommand) -> Response:
    files = await use_cases.files_of(change.reading(), report_id, change.me)
    address = absolute(service, f"/reports/{report_id}")
    return versioned(views.view(await change(use_cases.publish_report, report_id, command, files, address)))


@router.post("/reports/{report_id}/discarding", response_model=views.ReportView, summary="Put a draft away")
async def discard(change: Change, report_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.discard_report, report_id)))


@router.get(
    "/reports/{report_id}/again",
    response_model=views.AgainView,
    summary="The report made again as of the same instant: whether it says the same, and where not",
)
async def again(service: Here, me: Me, report_id: Id) -> Response:
    found = await use_cases.count_again(service.work.reading(), report_id, by=me)
    return JSONResponse(jsonable_encoder(views.again(found)))


@router.get("/reports/{report_id}/files/{name}", summary="A file it was published as", response_class=Response)
async def download(service: Here, me: MaybeMe, report_id: Id, name: Annotated[str, Path(max_length=50)]) -> Response:
    file = await use_cases.file_named(service.work.reading(), report_id, name, me)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(writing.content_of(file), media_type=file.media_type, headers=headers)
