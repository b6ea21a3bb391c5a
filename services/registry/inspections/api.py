"""The JSON API of inspections and plans of inspection."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.refusal import NotFound
from kit.text import Line
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore, Stored
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.links import link
from kit.web.shown import send_shown
from services.registry.inspections import plan_store, store, use_cases, views
from services.registry.inspections.commands import (
    ApprovalCommand,
    CheckCommand,
    CompletionCommand,
    LineCommand,
    PlanCommand,
    RescheduleCommand,
    ScheduleCommand,
)
from services.registry.inspections.inspection_files import (
    LIMIT,
    address,
    completed,
    keep_picture,
    put_on_file,
    stored,
    written_record,
)
from services.registry.inspections.lifecycle import State, Verb
from services.registry.inspections.views import InspectionView, PlanView

router = APIRouter()
PDF_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}
FILE_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"*/*": {}}}}


@router.get("/inspections", summary="The inspections the caller may see, the latest first")
async def list_inspections(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    scope: Annotated[str, Query(max_length=40)] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await store.known_to(unit, me, state=state, scope=scope, after=after, limit=limit)
    return paged(found, request, lambda one: views.view(one, me))


@router.post("/inspections", status_code=201, response_model=InspectionView, summary="Schedule a visit")
async def schedule(request: Request, act: Act, command: ScheduleCommand) -> Response:
    made = await act(use_cases.schedule_inspection, command)
    location = link(request, f"/api/inspections/{made.id}")
    return versioned(views.view(made, act.me), status=201, location=location)


@router.get("/inspections/{inspection_id}", response_model=InspectionView, summary="One inspection")
async def show(service: Here, me: Me, inspection_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), inspection_id, me), me))


@router.put("/inspections/{inspection_id}/day", response_model=InspectionView, summary="Choose another day")
async def reschedule(change: Change, inspection_id: Id, command: RescheduleCommand) -> Response:
    return versioned(views.view(await change(use_cases.reschedule_inspection, inspection_id, command), change.me))


@router.put("/inspections/{inspection_id}/results", response_model=InspectionView, summary="Note what was found")
@takes(LONG_FORM)
async def check(change: Change, inspection_id: Id, command: CheckCommand) -> Response:
    made = await change(use_cases.check_inspection, inspection_id, command)
    await put_on_file(change, made)
    return versioned(views.view(made, change.me))


@router.post(
    "/inspections/{inspection_id}/pictures",
    status_code=201,
    response_model=InspectionView,
    summary="Add a photograph (multipart)",
)
@takes(LIMIT + FORM_BYTES)
async def add_picture(
    act: Act, inspection_id: Id, file: UploadFile, line: Annotated[str | None, Form(max_length=40), Line] = None
) -> Response:
    await use_cases.inspection_to_take(act.reading(), inspection_id, Verb.PICTURE, act.me)  # before bytes are kept
    kept = await keep_picture(act.service, file)
    at = address(act.service, inspection_id)
    made = await act(use_cases.add_picture, inspection_id, kept, line=line, address=at)
    await put_on_file(act, made)
    return versioned(views.view(made, act.me), status=201)


@router.delete(
    "/inspections/{inspection_id}/pictures/{picture_id}", response_model=InspectionView, summary="Remove a photograph"
)
async def remove_picture(change: Change, inspection_id: Id, picture_id: Id) -> Response:
    made = await change(use_cases.remove_picture, inspection_id, picture_id)
    await put_on_file(change, made)
    return versioned(views.view(made, change.me))


@router.get(
    "/inspections/{inspection_id}/pictures/{picture_id}",
    summary="A photograph as it was sent",
    responses=FILE_ANSWER,
    response_class=Response,
)
async def picture(service: Here, me: Me, inspection_id: Id, picture_id: Id) -> Response:
    return FileStore.of(service).send(await _picture(service, me, inspection_id, picture_id))


@router.get(
    "/inspections/{inspection_id}/pictures/{picture_id}/shown",
    summary="A photograph as a browser shows it, without place or device",
    responses={200: {"content": {"image/jpeg": {}, "image/svg+xml": {}}}},
    response_class=Response,
)
async def shown_picture(service: Here, me: Me, inspection_id: Id, picture_id: Id) -> Response:
    return await send_shown(FileStore.of(service), await _picture(service, me, inspection_id, picture_id))


@router.get(
    "/inspections/{inspection_id}/record",
    summary="The record as a PDF, to be signed by both sides",
    responses=PDF_ANSWER,
    response_class=Response,
)
async def record(service: Here, me: Me, inspection_id: Id) -> Response:
    unit = service.work.reading()
    inspection = await store.seen_by(unit, inspection_id, me)
    if inspection.visit is None:
        raise NotFound()
    headers = {"Content-Disposition": f'inline; filename="bien-ban-{inspection.on.isoformat()}.pdf"'}
    return Response((await written_record(inspection)).pdf, media_type="application/pdf", headers=headers)


@router.post(
    "/inspections/{inspection_id}/completion",
    response_model=InspectionView,
    summary="End a visit with its signed record, or the refusal to sign (multipart)",
)
@takes(LIMIT + FORM_BYTES)
async def complete(
    change: Change,
    inspection_id: Id,
    command: Annotated[CompletionCommand, from_multipart(CompletionCommand)],
    file: UploadFile | None = None,
) -> Response:
    unit = change.reading()
    known = await use_cases.inspection_to_take(unit, inspection_id, Verb.COMPLETE, change.me, change.version)
    made = await completed(change, known, command, file)
    return versioned(views.view(made, change.me))


@router.get(
    "/inspections/{inspection_id}/signed-record",
    summary="The record with the signatures",
    responses=FILE_ANSWER,
    response_class=Response,
)
async def signed_record(service: Here, me: Me, inspection_id: Id, inline: bool = False) -> Response:
    return FileStore.of(service).send(await _signed(service, me, inspection_id), inline=inline)


@router.get(
    "/inspections/{inspection_id}/signed-record/shown",
    summary="What a browser shows of it",
    responses={200: {"content": {"application/pdf": {}, "image/jpeg": {}, "image/svg+xml": {}}}},
    response_class=Response,
)
async def shown_record(service: Here, me: Me, inspection_id: Id) -> Response:
    return await send_shown(FileStore.of(service), await _signed(service, me, inspection_id))


@router.post(
    "/inspections/{inspection_id}/cancellation", response_model=InspectionView, summary="Note that it is not held"
)
async def cancel(change: Change, inspection_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.cancel_inspection, inspection_id, command), change.me))


@router.get(
    "/inspection-plans", summary="The plans of the caller's offices and of those below them, the latest year first"
)
async def list_plans(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> Response:
    use_cases.require_officer(me)
    found = await plan_store.known_to(service.work.reading(), me, after=after, limit=limit)
    return paged(found, request, lambda one: views.plan_view(one, me))


@router.post("/inspection-plans", status_code=201, response_model=PlanView, summary="Begin a plan for a year")
async def open_plan(request: Request, act: Act, command: PlanCommand) -> Response:
    made = await act(use_cases.open_plan, command)
    return versioned(
        views.plan_view(made, act.me), status=201, location=link(request, f"/api/inspection-plans/{made.id}")
    )


@router.get("/inspection-plans/{plan_id}", response_model=PlanView, summary="One plan")
async def show_plan(service: Here, me: Me, plan_id: Id) -> Response:
    return versioned(views.plan_view(await plan_store.seen_by(service.work.reading(), plan_id, me), me))


@router.post("/inspection-plans/{plan_id}/lines", response_model=PlanView, summary="Put a producer on the plan")
async def add_line(change: Change, plan_id: Id, command: LineCommand) -> Response:
    return versioned(views.plan_view(await change(use_cases.add_line, plan_id, command), change.me))


@router.delete(
    "/inspection-plans/{plan_id}/lines/{line_id}", response_model=PlanView, summary="Take a producer off the plan"
)
async def remove_line(change: Change, plan_id: Id, line_id: Id) -> Response:
    return versioned(views.plan_view(await change(use_cases.remove_line, plan_id, line_id), change.me))


@router.post("/inspection-plans/{plan_id}/approval", response_model=PlanView, summary="Note the leader's decision")
async def approve(change: Change, plan_id: Id, command: ApprovalCommand) -> Response:
    return versioned(views.plan_view(await change(use_cases.approve_plan, plan_id, command), change.me))


@router.post("/inspection-plans/{plan_id}/amendment", response_model=PlanView, summary="Open an approved plan again")
async def amend(change: Change, plan_id: Id, command: Reason) -> Response:
    return versioned(views.plan_view(await change(use_cases.amend_plan, plan_id, command), change.me))


@router.post("/inspection-plans/{plan_id}/closing", response_model=PlanView, summary="Close its year with its counts")
async def close(change: Change, plan_id: Id) -> Response:
    return versioned(views.plan_view(await change(use_cases.close_plan, plan_id), change.me))


async def _picture(service: Here, me: Me, inspection_id: str, picture_id: str) -> Stored:
    inspection = await store.seen_by(service.work.reading(), inspection_id, me)
    for one in inspection.pictures:
        if one.id == picture_id:
            return stored(one)
    raise NotFound()


async def _signed(service: Here, me: Me, inspection_id: str) -> Stored:
    inspection = await store.seen_by(service.work.reading(), inspection_id, me)
    if inspection.record is None or inspection.record.file is None:
        raise NotFound()
    return stored(inspection.record.file)
