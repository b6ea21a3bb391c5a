"""The JSON API of cases."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Reason
from kit.web.acting import Acting, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.limits import LONG_FORM, takes
from services.evaluation.cases import store, use_cases, views
from services.evaluation.cases.case import Case
from services.evaluation.cases.commands import ForwardingCommand, ReturnCommand, ScreeningCommand
from services.evaluation.cases.lifecycle import State

router = APIRouter(prefix="/cases")


@router.get("", summary="The cases the caller may see, newest first")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    office: Annotated[str | None, Query(max_length=100)] = None,
    state: State | None = None,
    ended: bool | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    page = await store.before(unit, me, office=office, state=state, ended=ended, after=after, limit=limit)
    return paged(page, request, lambda case: views.line(case, me, unit.today))


@router.get(
    "/{case_id}", response_model=views.CaseView, summary="One case, with the dossier and all layers found so far"
)
async def show_case(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await store.seen_by(unit, case_id, me)
    return versioned(views.view(await use_cases.case_shown_to(unit, case, me), me, unit.today))


@router.post("/{case_id}/screening", response_model=views.CaseView, summary="Record the commune's screening")
async def screen(change: Change, case_id: str, command: ScreeningCommand) -> Response:
    return await _answer(change, await change(use_cases.screen_case, case_id, command))


@router.post("/{case_id}/return", response_model=views.CaseView, summary="Send the dossier back to the producer")
@takes(LONG_FORM)
async def send_back(change: Change, case_id: str, command: ReturnCommand) -> Response:
    return await _answer(change, await change(use_cases.return_case, case_id, command))


@router.post(
    "/{case_id}/forwarding", response_model=views.CaseView, summary="Forward a screened case to the next office"
)
async def forward(change: Change, case_id: str, command: ForwardingCommand) -> Response:
    return await _answer(change, await change(use_cases.forward_case, case_id, command))


@router.post(
    "/{case_id}/unsupplemented",
    response_model=views.CaseView,
    summary="End a case whose supplement was not handed in by its last day",
)
@takes(LONG_FORM)
async def decline_unsupplemented(change: Change, case_id: str, command: Reason) -> Response:
    return await _answer(change, await change(use_cases.decline_unsupplemented_case, case_id, command))


async def _answer(act: Acting, case: Case) -> Response:
    unit = act.reading()
    return versioned(views.view(await use_cases.case_shown_to(unit, case, act.me), act.me, unit.today))
