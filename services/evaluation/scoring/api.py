"""The JSON API of scoring: open, fill, seal, reveal, score again, conclude."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from kit.identity import Principal
from kit.web.acting import Act, Acting, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.limits import LONG_FORM, takes
from kit.work import Unit
from services.evaluation.councils.use_cases import take_note_of
from services.evaluation.scoring import sheet_views, use_cases, views
from services.evaluation.scoring.commands import SheetCommand
from services.evaluation.scoring.sheet_views import SheetView
from services.evaluation.scoring.views import ScoringView

router = APIRouter()


@router.get("/sheets/mine", summary="The cases in which the caller still owes a sheet")
async def list_mine(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    await take_note_of(service.work, me)
    page, _ = await use_cases.sheets_owed(service.work.reading(), me, after=after, limit=limit)
    return paged(page, request, lambda scoring: {"case_id": scoring.case_id, "round": scoring.round})


@router.get("/cases/{case_id}/scoring", response_model=ScoringView, summary="Where the scoring stands")
async def show_scoring(service: Here, me: Me, case_id: str) -> Response:
    return versioned(await views.scoring_for(service.work.reading(), case_id, by=me))


@router.post("/cases/{case_id}/scoring", response_model=ScoringView, summary="Open scoring")
async def open_scoring(change: Change, case_id: str) -> Response:
    """If-Match is the version of the case."""
    await change(use_cases.open_scoring, case_id)
    return await _scoring(change, case_id)


@router.post("/cases/{case_id}/scoring/reveal", response_model=ScoringView, summary="Open all sealed sheets")
async def reveal(act: Act, case_id: str) -> Response:
    await act(use_cases.reveal_scores, case_id)
    return await _scoring(act, case_id)


@router.post("/cases/{case_id}/scoring/again", response_model=ScoringView, summary="Open the next round")
async def again(act: Act, case_id: str) -> Response:
    await act(use_cases.score_again, case_id)
    return await _scoring(act, case_id)


@router.post("/cases/{case_id}/scoring/conclude", response_model=ScoringView, summary="Compute and fix the result")
async def conclude(act: Act, case_id: str) -> Response:
    await act(use_cases.conclude_scoring, case_id)
    return await _scoring(act, case_id)


@router.get("/cases/{case_id}/sheets/mine", response_model=SheetView, summary="The caller's own sheet")
async def show_my_sheet(service: Here, me: Me, case_id: str) -> Response:
    return await _my_sheet(service.work.reading(), me, case_id)


@router.get(
    "/cases/{case_id}/sheets/mine/{round}",
    response_model=SheetView,
    summary="The caller's own sheet of an earlier round",
)
async def show_my_earlier_sheet(
    service: Here, me: Me, case_id: str, round: Annotated[int, Path(ge=1, le=999)]
) -> Response:
    return versioned(await sheet_views.earlier_sheet_for(service.work.reading(), case_id, round, by=me))


@router.post(
    "/cases/{case_id}/sheets/mine/confirmation",
    response_model=SheetView,
    summary="Seal what the caller had sealed before the council was re-opened, under the corrected edition",
)
async def confirm_my_sheet(change: Change, case_id: str) -> Response:
    """If-Match is "0": nothing is saved in the round yet."""
    await change(use_cases.confirm_my_sheet, case_id)
    return await _my_sheet(change.reading(), change.me, case_id)


@router.put("/cases/{case_id}/sheets/mine", response_model=SheetView, summary="Save the caller's draft")
@takes(LONG_FORM)
async def save_my_sheet(change: Change, case_id: str, command: SheetCommand) -> Response:
    """If-Match is the version of the sheet: "0" while there is none."""
    await change(use_cases.save_my_sheet, case_id, command)
    return await _my_sheet(change.reading(), change.me, case_id)


@router.post("/cases/{case_id}/sheets/mine", response_model=SheetView, summary="Seal the caller's sheet")
async def seal_my_sheet(change: Change, case_id: str) -> Response:
    """If-Match is the version of the sheet."""
    await change(use_cases.seal_my_sheet, case_id)
    return await _my_sheet(change.reading(), change.me, case_id)


async def _scoring(act: Acting, case_id: str) -> Response:
    return versioned(await views.scoring_for(act.reading(), case_id, by=act.me))


async def _my_sheet(unit: Unit, me: Principal, case_id: str) -> Response:
    return versioned(await sheet_views.sheet_for(unit, case_id, by=me))
