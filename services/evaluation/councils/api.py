"""The JSON API of councils and of the rosters they are seated from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from kit.web.acting import Act, Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.web.limits import LONG_FORM, takes
from services.evaluation.councils import standing_views, use_cases, views
from services.evaluation.councils.commands import (
    CouncilCommand,
    NewStandingCouncilCommand,
    PersonCommand,
    RecusalCommand,
    ReplacementCommand,
    StandingCouncilCommand,
)

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


@router.post(
    "/cases/{case_id}/replacements",
    response_model=views.CouncilView,
    summary="Have another person take a seat while the council sits",
)
async def replace(act: Act, case_id: str, command: ReplacementCommand) -> Response:
    council = await act(use_cases.replace_member, case_id, command)
    return versioned(views.view(council), council.version)


@router.get(
    "/standing-councils", response_model=standing_views.StandingList, summary="The standing councils of an office"
)
async def list_standing(service: Here, me: Me, office: Annotated[str, Query(max_length=100)]) -> Response:
    found = await use_cases.standing_councils_of(service.work.reading(), office, me)
    councils = [standing_views.view(one) for one in found]
    return versioned(standing_views.StandingList(office=office, councils=councils), 0)


@router.post(
    "/standing-councils",
    response_model=standing_views.StandingView,
    status_code=201,
    summary="Keep a standing council for an office",
)
@takes(LONG_FORM)
async def keep_standing(act: Act, command: NewStandingCouncilCommand) -> Response:
    return versioned(standing_views.view(await act(use_cases.keep_standing_council, command)), status=201)


@router.put(
    "/standing-councils/{council_id}", response_model=standing_views.StandingView, summary="Change a standing council"
)
@takes(LONG_FORM)
async def change_standing(change: Change, council_id: str, command: StandingCouncilCommand) -> Response:
    return versioned(standing_views.view(await change(use_cases.change_standing_council, council_id, command)))


@router.post(
    "/standing-councils/{council_id}/ending",
    response_model=standing_views.StandingView,
    summary="Have a standing council offered no more",
)
async def end_standing(change: Change, council_id: str) -> Response:
    return versioned(standing_views.view(await change(use_cases.end_standing_council, council_id)))


@router.get("/roster", response_model=views.RosterView, summary="The people an office may seat")
async def list_roster(service: Here, me: Me, office: Annotated[str, Query(max_length=100)]) -> Response:
    people = await use_cases.roster_seen_by(service.work.reading(), office, me)
    return versioned(views.RosterView(office=office, people=[views.person(one) for one in people]), 0)


@router.post("/roster", response_model=views.PersonView, status_code=201, summary="Put a person on an office's roster")
async def remember_person(act: Act, command: PersonCommand) -> Response:
    kept = await act(use_cases.remember_person, command)
    return versioned(views.person(kept), kept.version, status=201)
