"""The JSON API of advisory teams."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Act, Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.web.files import FileStore
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from services.evaluation.advisory_teams import store, use_cases, views
from services.evaluation.advisory_teams.commands import NewTeamCommand, StandInCommand, TeamCommand
from services.evaluation.advisory_teams.team_files import LIMIT, keep_paper, paper_of
from services.evaluation.advisory_teams.views import TeamList, TeamView

router = APIRouter(prefix="/advisory-teams")
FILE_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}


@router.get("", response_model=TeamList, summary="The advisory teams the caller may see")
async def list_teams(service: Here, me: Me) -> Response:
    found = await store.known_to(service.work.reading(), me)
    return versioned(TeamList(teams=[views.view(one) for one in found]), 0)


@router.post("", response_model=TeamView, status_code=201, summary="Set up a team by its decision")
async def set_up(request: Request, act: Act, command: NewTeamCommand) -> Response:
    made = await act(use_cases.set_up_team, command)
    return versioned(views.view(made), status=201, location=link(request, f"/api/advisory-teams/{made.id}"))


@router.get("/{team_id}", response_model=TeamView, summary="One team")
async def show(service: Here, me: Me, team_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), team_id, me)))


@router.put("/{team_id}", response_model=TeamView, summary="Complete a team by a new decision")
async def complete(change: Change, team_id: Id, command: TeamCommand) -> Response:
    return versioned(views.view(await change(use_cases.complete_team, team_id, command)))


@router.post("/{team_id}/paper", response_model=TeamView, summary="File the decision's signed copy (multipart)")
@takes(LIMIT + FORM_BYTES)
async def file_decision(change: Change, team_id: Id, file: UploadFile) -> Response:
    await use_cases.team_to_change(change.reading(), team_id, change.me, change.version)  # before bytes are kept
    kept = await keep_paper(change.service, file)
    return versioned(views.view(await change(use_cases.file_decision, team_id, kept)))


@router.post(
    "/{team_id}/stand-ins",
    response_model=TeamView,
    summary="Note who stands in for a member, with the paper that names the person (multipart)",
)
@takes(LIMIT + FORM_BYTES)
async def stand_in(
    change: Change,
    team_id: Id,
    file: UploadFile,
    command: Annotated[StandInCommand, from_multipart(StandInCommand)],
) -> Response:
    await use_cases.team_to_change(change.reading(), team_id, change.me, change.version)  # before bytes are kept
    kept = await keep_paper(change.service, file)
    return versioned(views.view(await change(use_cases.note_stand_in, team_id, command, kept)))


@router.post("/{team_id}/dissolution", response_model=TeamView, summary="End a team")
async def dissolve(change: Change, team_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.dissolve_team, team_id, command)))


@router.get(
    "/{team_id}/papers/{sha256}",
    summary="A signed paper of the team by its digest",
    responses=FILE_ANSWER,
    response_class=Response,
)
async def paper(service: Here, me: Me, team_id: Id, sha256: Id) -> Response:
    team = await store.seen_by(service.work.reading(), team_id, me)
    return FileStore.of(service).send(paper_of(team, sha256))
