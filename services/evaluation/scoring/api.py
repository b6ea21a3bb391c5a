"""The JSON door to scoring: open, fill, seal, reveal, score again, conclude, stand aside."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from kit.identity import Principal
from kit.service import Service
from kit.storage import Unit
from kit.web.answers import paged, versioned
from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from kit.web.limits import LONG_FORM, takes
from services.evaluation.cases.api import Command
from services.evaluation.cases.dossier import FilledSheet
from services.evaluation.councils.api import CouncilView
from services.evaluation.councils.api import shown as shown_council
from services.evaluation.councils.use_cases import take_note_of
from services.evaluation.scoring import reading, use_cases, views

router = APIRouter()

Id = Annotated[str, Field(max_length=60)]
Ticks = Annotated[dict[Id, Id], Field(max_length=200)]


class SheetCommand(Command):
    """
    A sheet as far as it is filled: an option per criterion, points (decimal text) per part where the rulebook knows
    only parts, the situation of criteria that tell two apart, and the lines raised by hand.
    """

    answers: Ticks = {}
    parts: Annotated[dict[Id, Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,4})?$")]], Field(max_length=20)] = {}
    case_of: Ticks = {}
    raised: Annotated[list[Id], Field(max_length=100)] = []
    note: Annotated[str | None, Field(max_length=4000)] = None


class RecusalCommand(Command):
    """Who stands aside, and why. Nobody named: the caller."""

    reason: Annotated[str, Field(max_length=1000)]
    person_id: Annotated[str | None, Field(max_length=200)] = None


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


@router.get("/cases/{case_id}/scoring", response_model=views.ScoringView, summary="Where the scoring stands")
async def show_scoring(service: Here, me: Me, case_id: str) -> Response:
    return await _scoring(service, me, case_id)


@router.post("/cases/{case_id}/scoring", response_model=views.ScoringView, summary="Open scoring")
async def open_scoring(service: Here, me: Me, case_id: str, version: IfMatch, key: Idempotency) -> Response:
    """If-Match is the version of the case."""
    await service.work.run(use_cases.open_scoring, case_id, by=me, expected=version, idempotency=key)
    return await _scoring(service, me, case_id)


@router.post("/cases/{case_id}/scoring/reveal", response_model=views.ScoringView, summary="Open all sealed sheets")
async def reveal(service: Here, me: Me, case_id: str, key: Idempotency) -> Response:
    await service.work.run(use_cases.reveal_scores, case_id, by=me, idempotency=key)
    return await _scoring(service, me, case_id)


@router.post("/cases/{case_id}/scoring/again", response_model=views.ScoringView, summary="Open the next round")
async def again(service: Here, me: Me, case_id: str, key: Idempotency) -> Response:
    await service.work.run(use_cases.score_again, case_id, by=me, idempotency=key)
    return await _scoring(service, me, case_id)


@router.post(
    "/cases/{case_id}/scoring/conclude", response_model=views.ScoringView, summary="Compute and fix the result"
)
async def conclude(service: Here, me: Me, case_id: str, key: Idempotency) -> Response:
    await service.work.run(use_cases.conclude_scoring, case_id, by=me, idempotency=key)
    return await _scoring(service, me, case_id)


@router.post("/cases/{case_id}/recusals", response_model=CouncilView, summary="Have a member stand aside")
async def recuse(service: Here, me: Me, case_id: str, command: RecusalCommand, key: Idempotency) -> Response:
    council = await service.work.run(
        use_cases.recuse_member,
        case_id,
        person_id=command.person_id or me.id,
        reason=command.reason,
        by=me,
        idempotency=key,
    )
    return versioned(shown_council(council), council.version)


@router.get("/cases/{case_id}/sheets/mine", response_model=views.SheetView, summary="The caller's own sheet")
async def show_my_sheet(service: Here, me: Me, case_id: str) -> Response:
    return await _my_sheet(service.work.reading(), me, case_id)


@router.put("/cases/{case_id}/sheets/mine", response_model=views.SheetView, summary="Save the caller's draft")
@takes(LONG_FORM)
async def save_my_sheet(
    service: Here, me: Me, case_id: str, command: SheetCommand, version: IfMatch, key: Idempotency
) -> Response:
    """If-Match is the version of the sheet: "0" while there is none."""
    await service.work.run(
        use_cases.save_my_sheet,
        case_id,
        filled=FilledSheet.model_validate(command.model_dump(exclude={"note"})),
        note=command.note,
        by=me,
        expected=version,
        idempotency=key,
    )
    return await _my_sheet(service.work.reading(), me, case_id)


@router.post("/cases/{case_id}/sheets/mine", response_model=views.SheetView, summary="Seal the caller's sheet")
async def seal_my_sheet(service: Here, me: Me, case_id: str, version: IfMatch, key: Idempotency) -> Response:
    """If-Match is the version of the sheet."""
    await service.work.run(use_cases.seal_my_sheet, case_id, by=me, expected=version, idempotency=key)
    return await _my_sheet(service.work.reading(), me, case_id)


async def _scoring(service: Service, me: Principal, case_id: str) -> Response:
    shown = await reading.scoring_for(service.work.reading(), case_id, by=me)
    return versioned(shown, shown.version)


async def _my_sheet(unit: Unit, me: Principal, case_id: str) -> Response:
    shown = await reading.sheet_for(unit, case_id, by=me)
    return versioned(shown, shown.version)
