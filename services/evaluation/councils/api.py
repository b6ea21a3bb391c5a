"""The JSON API of councils and of the rosters they are seated from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from kit.web.acting import Act, Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.web.limits import LONG_FORM, takes
from services.evaluation.councils import use_cases, views
from services.evaluation.councils.commands import CouncilCommand, PersonCommand, RecusalCommand
from services.evaluation.councils.person import Person

router = APIRouter()


@router.get("/cases/{case_id}/council", response_model=views.CouncilView, summary="Who sits on the case's council")
async def show_council(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    _, council = await use_cases.council_seen_by(unit, case_id, me)
    return versioned(views.view(council), council.version)


@router.put(
    "/cases/{case_id}/council", response_model=views.CouncilView, summary="Form the council, or change its seats"
)
@takes(LONG_FORM)
async def form_council(change: Change, case_id: str, command: CouncilCommand) -> Response:
    """If-Match is the version of the case."""
    council = await change(use_cases.form_council, case_id, command)
    return versioned(views.view(council), council.version)


@router.post("/cases/{case_id}/recusals", response_model=views.CouncilView, summary="Have a member stand aside")
async def recuse(act: Act, case_id: str, command: RecusalCommand) -> Response:
    council = await act(use_cases.recuse_member, case_id, command)
    return versioned(views.view(council), council.version)


@router.get("/roster", response_model=views.RosterView, summary="The people an office may seat")
async def list_roster(service: Here, me: Me, office: Annotated[str, Query(max_length=100)]) -> Response:
    people = await use_cases.roster_seen_by(service.work.reading(), office, me)
    return versioned(views.RosterView(office=office, people=people), 0)


@router.post("/roster", response_model=Person, status_code=201, summary="Put a person on an office's roster")
async def remember_person(act: Act, command: PersonCommand) -> Response:
    return versioned(await act(use_cases.remember_person, command), status=201)
