"""The JSON API of analysis."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from kit.days import Day
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from services.evaluation.analysis import use_cases
from services.evaluation.analysis.leaning import OfficeLeaning
from services.evaluation.analysis.steadiness import Steadiness

router = APIRouter()


@router.get(
    "/cases/{case_id}/steadiness", response_model=Steadiness, summary="How robust a concluded council's result is"
)
async def show_steadiness(service: Here, me: Me, case_id: str) -> Response:
    """For those who may rule on the case and for its council, once the scores are concluded."""
    return versioned(await use_cases.steadiness_of(service.work.reading(), case_id, by=me))


@router.get("/leaning", response_model=OfficeLeaning, summary="Who scores high and who low, for an office's officers")
async def show_leaning(
    service: Here,
    me: Me,
    office: Annotated[str, Query(max_length=100)],
    since: Day | None = None,
    until: Day | None = None,
) -> Response:
    """The past year unless days are given. Means on fewer cases than the sample are not given."""
    return versioned(await use_cases.leaning_of(service.work.reading(), office, by=me, since=since, until=until))
