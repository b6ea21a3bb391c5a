"""The JSON door to rulings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field

from kit.identity import Principal
from kit.refusal import NotFound
from kit.service import Service
from kit.web.answers import versioned
from kit.web.days import Day
from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.text import Line
from services.evaluation.cases import store as case_store
from services.evaluation.cases.api import Command
from services.evaluation.rulings import store, use_cases, views
from services.evaluation.rulings.ruling import Ruling
from services.evaluation.rulings.use_cases import Difference

router = APIRouter()

Number = Annotated[str, Field(max_length=100), Line]
Words = Annotated[str, Field(max_length=4000)]


class RulingCommand(Command):
    """The decision's number and day; everything else follows from the sheets. A forwarded case needs no number."""

    decision_number: Number | None = None
    decided_on: Day | None = None


class CorrectionCommand(Command):
    """A clerical error put right."""

    what: Words
    decision_number: Number


class AppealCommand(Command):
    """Why the producer contests the ruling."""

    grounds: Words


class AnswerCommand(Command):
    """Why the ruling stands."""

    answer: Words


class Recount(BaseModel):
    """A ruling computed again from its own sheets."""

    ruling_id: str
    holds: bool
    differences: list[Difference]


@router.get("/cases/{case_id}/ruling", response_model=views.RulingView, summary="The latest ruling on a case")
async def show_ruling_of_case(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_by(unit, case_id, me)
    issued = await store.of_case(unit, case_id)
    if not issued:
        raise NotFound()
    return versioned(views.view(issued[-1], case, me))


@router.post("/cases/{case_id}/ruling", response_model=views.RulingView, status_code=201, summary="Issue the ruling")
async def issue(
    service: Here, me: Me, case_id: str, command: RulingCommand, version: IfMatch, key: Idempotency
) -> Response:
    """If-Match is the version of the case."""
    ruling = await service.work.run(
        use_cases.issue_ruling,
        case_id,
        decision_number=command.decision_number,
        decided_on=command.decided_on,
        by=me,
        expected=version,
        idempotency=key,
    )
    return await _shown(service, me, ruling, status=201)


@router.get("/rulings/{ruling_id}", response_model=views.RulingView, summary="One ruling, with all layers")
async def show_ruling(service: Here, me: Me, ruling_id: str) -> Response:
    ruling = await use_cases.ruling_seen_by(service.work.reading(), ruling_id, me)
    return await _shown(service, me, ruling)


@router.get("/rulings/{ruling_id}/explanation", response_model=views.ExplanationView, summary="How the star came about")
async def show_explanation(service: Here, me: Me, ruling_id: str) -> Response:
    unit = service.work.reading()
    ruling = await use_cases.ruling_seen_by(unit, ruling_id, me)
    case = await case_store.seen_by(unit, ruling.case_id, me)
    return versioned(views.explanation(ruling, case, me), ruling.version)


@router.get("/rulings/{ruling_id}/recount", response_model=Recount, summary="The ruling computed again from its sheets")
async def recount(service: Here, me: Me, ruling_id: str) -> Response:
    ruling = await use_cases.ruling_seen_by(service.work.reading(), ruling_id, me)
    differences = use_cases.recompute(ruling)
    return versioned(Recount(ruling_id=ruling.id, holds=not differences, differences=differences), ruling.version)


@router.post("/rulings/{ruling_id}/corrections", response_model=views.RulingView, summary="Correct a clerical error")
async def correct(
    service: Here, me: Me, ruling_id: str, command: CorrectionCommand, version: IfMatch, key: Idempotency
) -> Response:
    ruling = await service.work.run(
        use_cases.correct_ruling,
        ruling_id,
        what=command.what,
        decision_number=command.decision_number,
        by=me,
        expected=version,
        idempotency=key,
    )
    return await _shown(service, me, ruling)


@router.post("/rulings/{ruling_id}/appeals", response_model=views.RulingView, summary="Contest a ruling (its producer)")
async def appeal(
    service: Here, me: Me, ruling_id: str, command: AppealCommand, version: IfMatch, key: Idempotency
) -> Response:
    ruling = await service.work.run(
        use_cases.appeal_ruling, ruling_id, grounds=command.grounds, by=me, expected=version, idempotency=key
    )
    return await _shown(service, me, ruling)


@router.post("/rulings/{ruling_id}/answer", response_model=views.RulingView, summary="Answer an appeal: it stands")
async def answer(
    service: Here, me: Me, ruling_id: str, command: AnswerCommand, version: IfMatch, key: Idempotency
) -> Response:
    ruling = await service.work.run(
        use_cases.answer_appeal, ruling_id, answer=command.answer, by=me, expected=version, idempotency=key
    )
    return await _shown(service, me, ruling)


async def _shown(service: Service, me: Principal, ruling: Ruling, status: int = 200) -> Response:
    case = await case_store.seen_by(service.work.reading(), ruling.case_id, me)
    return versioned(views.view(ruling, case, me), ruling.version, status=status)
