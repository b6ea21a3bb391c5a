"""The JSON API of activities: written by officers of the office that held them, read by those above, and what is public by everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.language import current_language
from kit.lists import as_csv
from kit.lists.workbook import written
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, MaybeMe, Me
from kit.web.files import FileStore
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.sent_lists import LIMIT as LIST_LIMIT
from kit.web.sent_lists import list_of
from law.activities import activity_list
from services.reporting.activities import importing, rules, store, use_cases, views
from services.reporting.activities.commands import (
    ConfirmActivityCommand,
    CorrectActivityCommand,
    ImportActivitiesCommand,
    RecordActivityCommand,
)
from services.reporting.activities.lifecycle import State
from services.reporting.activities.paper_files import AT_ONCE, LIMIT, keep_papers, paper_of
from services.reporting.activities.views import ActivityView, ImportView, KindView

router = APIRouter()
Ending = Literal["csv", "xlsx"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"*/*": {}}}}
LIST_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {XLSX: {}, "text/csv": {"schema": {"type": "string"}}}}
}


@router.get("/activity-kinds", response_model=list[KindView], summary="The kinds of activities, with their fields")
async def list_kinds() -> list[KindView]:
    return [views.kind_view(one) for one in activity_list().kinds]


@router.get(
    "/activity-kinds/{kind}/template.{ending}",
    response_class=Response,
    responses=LIST_ANSWER,
    summary="The template of a year's list of a kind",
)
async def template(kind: Id, ending: Ending) -> Response:
    found = rules.kind_of(activity_list(), kind)
    return await _list(importing.template(found), found.label.say(current_language()), f"mau-{kind}", ending)


@router.get("/activities", summary="The activities the caller may see, newest first")
async def list_activities(
    request: Request,
    service: Here,
    me: MaybeMe,
    kind: Annotated[str, Query(max_length=60)] = "",
    year: Annotated[int | None, Query(ge=2000, le=2100)] = None,
    place: Annotated[str, Query(max_length=60)] = "",
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    states = [state] if state else []
    unit = service.work.reading()
    found = await store.known_to(unit, me, turn, states=states, kind=kind, year=year, place=place)
    return paged(found, request, lambda one: views.view(one, me))


@router.post("/activities", status_code=201, response_model=ActivityView, summary="Record an activity that was held")
async def record(request: Request, act: Act, command: RecordActivityCommand) -> Response:
    made = await act(use_cases.record_activity, command)
    return versioned(views.view(made, act.me), status=201, location=link(request, f"/api/activities/{made.id}"))


@router.get("/activities/{activity_id}", response_model=ActivityView, summary="One activity")
async def show(service: Here, me: MaybeMe, activity_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), activity_id, me), me))


@router.post(
    "/activities/{activity_id}/confirmation",
    response_model=ActivityView,
    summary="Confirm what another agency reported",
)
async def confirm(change: Change, activity_id: Id, command: ConfirmActivityCommand) -> Response:
    return versioned(views.view(await change(use_cases.confirm_activity, activity_id, command), change.me))


@router.post(
    "/activities/{activity_id}/declining",
    response_model=ActivityView,
    summary="Say that what another agency reported is none of the office's",
)
async def decline(change: Change, activity_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.decline_activity, activity_id, command), change.me))


@router.post(
    "/activities/{activity_id}/correction",
    response_model=ActivityView,
    summary="Put a record right; what it said before is kept",
)
async def correct(change: Change, activity_id: Id, command: CorrectActivityCommand) -> Response:
    return versioned(views.view(await change(use_cases.correct_activity, activity_id, command), change.me))


@router.post(
    "/activities/{activity_id}/striking", response_model=ActivityView, summary="Strike a record: it counts no more"
)
async def strike(change: Change, activity_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.strike_activity, activity_id, command), change.me))


@router.post(
    "/activities/{activity_id}/papers",
    response_model=ActivityView,
    summary="Add photographs and papers (multipart)",
)
@takes(AT_ONCE * LIMIT + FORM_BYTES)
async def add_papers(act: Act, activity_id: Id, files: list[UploadFile]) -> Response:
    await use_cases.activity_to_write(act.reading(), activity_id, act.me)  # before bytes are kept
    papers = await keep_papers(act.service, files)
    return versioned(views.view(await act(use_cases.add_papers, activity_id, papers), act.me))


@router.get(
    "/activities/{activity_id}/papers/{sha256}",
    responses=FILE_ANSWER,
    response_class=Response,
    summary="A photograph or paper, for officers",
)
async def paper(service: Here, me: Me, activity_id: Id, sha256: Id) -> Response:
    known = await store.seen_by(service.work.reading(), activity_id, me)
    if not store.is_inside(known, me):
        raise NotFound()
    return FileStore.of(service).send(paper_of(known, sha256))


@router.post(
    "/activity-imports",
    status_code=201,
    response_model=ImportView,
    summary="Record a year's list of activities of a kind (multipart; CSV or XLSX)",
)
@takes(LIST_LIMIT + FORM_BYTES)
async def import_activities(
    request: Request,
    act: Act,
    file: UploadFile,
    command: Annotated[ImportActivitiesCommand, from_multipart(ImportActivitiesCommand)],
) -> Response:
    use_cases.must_record(act.reading(), act.me, command.office)  # before bytes are kept
    sent = await list_of(FileStore.of(act.service), file)
    made = await act(importing.import_activities, command, sent.found, sent.sha256, sent.name)
    at = link(request, f"/api/activity-imports/{made.id}")
    return versioned(views.import_view(made), status=201, location=at)


@router.get("/activity-imports/{import_id}", response_model=ImportView, summary="What came of a list")
async def show_import(service: Here, me: Me, import_id: Id) -> Response:
    return versioned(views.import_view(await store.import_seen_by(service.work.reading(), import_id, me)))


@router.get(
    "/activity-imports/{import_id}/refused.{ending}",
    response_class=Response,
    responses=LIST_ANSWER,
    summary="The rows that were not taken, each with its reason, to be mended and sent again",
)
async def refused_rows(service: Here, me: Me, import_id: Id, ending: Ending) -> Response:
    found = await store.import_seen_by(service.work.reading(), import_id, me)
    kind = rules.kind_of(activity_list(), found.kind)
    return await _list(importing.refused(found, kind), kind.label.say(current_language()), "chua-nhan", ending)


async def _list(rows: Sequence[Sequence[str]], title: str, name: str, ending: Ending) -> Response:
    if ending == "csv":
        content, media = as_csv(rows).encode(), "text/csv; charset=utf-8"
    else:
        head, *below = rows
        widths = [max(12, min(40, len(one) + 2)) for one in head]
        content, media = await asyncio.to_thread(written, title, "OCOP", head, below, widths), XLSX
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=media, headers=headers)
