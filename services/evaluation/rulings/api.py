"""The JSON API of rulings."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from kit.identity import Principal
from kit.refusal import NotFound
from kit.web.acting import Acting, Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.work import Unit
from services.evaluation.cases import store as case_store
from services.evaluation.rulings import store, use_cases, views
from services.evaluation.rulings.commands import AnswerCommand, AppealCommand, CorrectionCommand, RulingCommand
from services.evaluation.rulings.recount import Recount, recount_of
from services.evaluation.rulings.ruling import Ruling

router = APIRouter()


@router.get("/cases/{case_id}/ruling", response_model=views.RulingView, summary="The latest ruling on a case")
async def show_ruling_of_case(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_by(unit, case_id, me)
    issued = await store.of_case(unit, case_id)
    if not issued:
        raise NotFound()
    shown = await use_cases.ruling_shown_to(unit, issued[-1], me)
    return versioned(views.view(shown, case, me), issued[-1].version)


@router.post("/cases/{case_id}/ruling", response_model=views.RulingView, status_code=201, summary="Issue the ruling")
async def issue(change: Change, case_id: str, command: RulingCommand) -> Response:
    """If-Match is the version of the case."""
    return await _answer(change, await change(use_cases.issue_ruling, case_id, command), status=201)


@router.get("/rulings/{ruling_id}", response_model=views.RulingView, summary="One ruling, with all layers")
async def show_ruling(service: Here, me: Me, ruling_id: str) -> Response:
    unit = service.work.reading()
    return await _shown(unit, me, await use_cases.ruling_seen_by(unit, ruling_id, me))


@router.get("/rulings/{ruling_id}/explanation", response_model=views.ExplanationView, summary="How the star came about")
async def show_explanation(service: Here, me: Me, ruling_id: str) -> Response:
    unit = service.work.reading()
    ruling = await use_cases.ruling_seen_by(unit, ruling_id, me)
    case = await case_store.seen_by(unit, ruling.case_id, me)
    return versioned(views.explanation(ruling, case, me), ruling.version)


@router.get("/rulings/{ruling_id}/recount", response_model=Recount, summary="The ruling computed again from its sheets")
async def recount(service: Here, me: Me, ruling_id: str) -> Response:
    ruling = await use_cases.ruling_seen_by(service.work.reading(), ruling_id, me)
    return versioned(recount_of(ruling), ruling.version)


@router.post("/rulings/{ruling_id}/corrections", response_model=views.RulingView, summary="Correct a clerical error")
async def correct(change: Change, ruling_id: str, command: CorrectionCommand) -> Response:
    return await _answer(change, await change(use_cases.correct_ruling, ruling_id, command))


@router.post("/rulings/{ruling_id}/appeals", response_model=views.RulingView, summary="Contest a ruling (its producer)")
async def appeal(change: Change, ruling_id: str, command: AppealCommand) -> Response:
    return await _answer(change, await change(use_cases.appeal_ruling, ruling_id, command))


@router.post("/rulings/{ruling_id}/answer", response_model=views.RulingView, summary="Answer an appeal: it stands")
async def answer(change: Change, ruling_id: str, command: AnswerCommand) -> Response:
    return await _answer(change, await change(use_cases.answer_appeal, ruling_id, command))


async def _answer(act: Acting, ruling: Ruling, status: int = 200) -> Response:
    return await _shown(act.reading(), act.me, ruling, status)


async def _shown(unit: Unit, me: Principal, ruling: Ruling, status: int = 200) -> Response:
    case = await case_store.seen_by(unit, ruling.case_id, me)
    shown = await use_cases.ruling_shown_to(unit, ruling, me)
    return versioned(views.view(shown, case, me), ruling.version, status=status)
