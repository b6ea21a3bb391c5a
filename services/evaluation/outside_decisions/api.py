"""The JSON API of outside decisions, and of the examination again that one may lead to."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore, Stored
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.links import link
from services.evaluation.cases import views as case_views
from services.evaluation.outside_decisions import examining, store, use_cases, views
from services.evaluation.outside_decisions.commands import ConfirmCommand, EnterCommand
from services.evaluation.outside_decisions.decision_files import LIMIT, keep_paper
from services.evaluation.outside_decisions.views import OutsideDecisionView

router = APIRouter()
FILE_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}


@router.get("/outside-decisions", summary="The outside decisions the caller may see, entered first on top")
async def list_outside_decisions(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=100)] = 50
) -> Response:
    found = await store.listed(service.work.reading(), me, store.ORDERS.turn(after=after, limit=limit))
    return paged(found, request, views.view)


@router.post(
    "/cases/{case_id}/outside-decisions",
    response_model=OutsideDecisionView,
    status_code=201,
    summary="Enter what a higher office's signed paper says (multipart)",
)
@takes(LIMIT + FORM_BYTES)
async def enter(
    request: Request,
    change: Change,
    case_id: str,
    file: UploadFile,
    command: Annotated[EnterCommand, from_multipart(EnterCommand)],
) -> Response:
    """If-Match is the version of the case."""
    await use_cases.case_to_enter_for(change.reading(), case_id, change.me, change.version)  # before bytes are kept
    made = await change(use_cases.enter_decision, case_id, command, await keep_paper(change.service, file))
    where = link(request, f"/api/outside-decisions/{made.id}")
    return versioned(views.view(made), status=201, location=where)


@router.get("/outside-decisions/{outside_decision_id}", response_model=OutsideDecisionView, summary="One of them")
async def show(service: Here, me: Me, outside_decision_id: Id) -> Response:
    _case, one = await store.seen_by(service.work.reading(), outside_decision_id, me)
    return versioned(views.view(one))


@router.get(
    "/outside-decisions/{outside_decision_id}/paper",
    summary="Its signed copy",
    responses=FILE_ANSWER,
    response_class=Response,
)
async def paper(service: Here, me: Me, outside_decision_id: Id) -> Response:
    _case, one = await store.seen_by(service.work.reading(), outside_decision_id, me)
    return FileStore.of(service).send(Stored(**one.paper.model_dump()), inline=True)


@router.post(
    "/outside-decisions/{outside_decision_id}/confirmation",
    response_model=OutsideDecisionView,
    summary="Stand for it as the second person: number and day, read in the paper",
)
async def confirm(change: Change, outside_decision_id: Id, command: ConfirmCommand) -> Response:
    return versioned(views.view(await change(use_cases.confirm_decision, outside_decision_id, command)))


@router.post(
    "/outside-decisions/{outside_decision_id}/rejection",
    response_model=OutsideDecisionView,
    summary="Reject it as not what the paper says",
)
@takes(LONG_FORM)
async def reject(change: Change, outside_decision_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.reject_decision, outside_decision_id, command)))


@router.post(
    "/cases/{case_id}/examination-again",
    response_model=case_views.CaseView,
    summary="Have the office's own council examine again what a higher office sent back",
)
@takes(LONG_FORM)
async def examine_again(change: Change, case_id: str, command: Reason) -> Response:
    case = await change(examining.examine_again, case_id, command)
    return versioned(case_views.view(case, change.me, change.reading().today), case.version)
