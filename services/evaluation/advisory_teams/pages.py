"""The pages of advisory teams: an office's teams, one, and how it is set up, completed and ended."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Acting, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read, read_with_file
from kit.web.labelled import form
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from kit.web.uploads import FileAbsent
from kit.work import Unit
from programme import names
from services.evaluation.advisory_teams import store, use_cases, views
from services.evaluation.advisory_teams.commands import NewTeamCommand, StandInCommand, TeamCommand
from services.evaluation.advisory_teams.team import StoredFile
from services.evaluation.advisory_teams.team_files import LIMIT, keep_paper
from services.evaluation.councils.seated_form import seated
from services.evaluation.councils.use_cases import forms_councils_for, require_forms_councils

pages = APIRouter(prefix="/advisory-teams")


@pages.get("")
async def list_teams(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    found = await store.known_to(unit, me)
    view = {
        "teams": [views.line(one, unit.today) for one in found],
        "offices": _offices(me, unit),
    }
    return page(request, "evaluation/advisory_teams/list.html", view)


def _offices(me: Principal, unit: Unit) -> list[tuple[str, str]]:
    """The offices for which a person may set a team up, with their names."""
    return [(office, names.office(office, unit.today)) for office in forms_councils_for(me)]


@pages.get("/new")
async def new_form(
    request: Request, service: Here, me: Me, office: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    unit = service.work.reading()
    if not office:
        if not (offices := _offices(me, unit)):
            raise Forbidden()
        return page(request, "evaluation/advisory_teams/office.html", {"offices": offices})
    people, more = await use_cases.roster_for(unit, office, me)
    return page(
        request, "evaluation/advisory_teams/form.html", views.team_form(office, people, None, unit.today, more=more)
    )


@pages.post("/new")
@takes(LIMIT + FORM_BYTES)
async def set_up(request: Request, act: Act) -> Response:
    sent = await form_of(request)
    command = read(NewTeamCommand, seated(sent))
    require_forms_councils(command.office, act.me)  # before bytes are kept
    kept = await act(use_cases.set_up_team, command, await _copy(act, sent))
    return see_other(request, f"/advisory-teams/{kept.id}", notice=_("Đã lập {name}.", name=kept.name))


@pages.get("/{team_id}")
async def show(request: Request, service: Here, me: Me, team_id: str) -> Response:
    unit = service.work.reading()
    team = await store.seen_by(unit, team_id, me)
    view = views.whole(team, me, unit.today) | {"limit": LIMIT, "ending": form(Reason)}
    view["panels"] = await panels_of(request, "advisory-teams/show", team, me)
    return page(request, "evaluation/advisory_teams/show.html", view)


@pages.get("/{team_id}/completion")
async def completion_form(request: Request, service: Here, me: Me, team_id: str) -> Response:
    unit = service.work.reading()
    team = await use_cases.team_to_change(unit, team_id, me)
    people, more = await use_cases.roster_for(unit, team.office, me)
    return page(
        request,
        "evaluation/advisory_teams/form.html",
        views.team_form(team.office, people, team, unit.today, more=more),
    )


@pages.post("/{team_id}/completion")
@takes(LIMIT + FORM_BYTES)
async def complete(request: Request, change: Change, team_id: str) -> Response:
    await use_cases.team_to_change(change.reading(), team_id, change.me, change.version)  # before bytes are kept
    sent = await form_of(request)
    command = read(TeamCommand, seated(sent))
    kept = await change(use_cases.complete_team, team_id, command, await _copy(change, sent))
    return see_other(request, f"/advisory-teams/{team_id}", notice=_("Đã kiện toàn {name}.", name=kept.name))


@pages.post("/{team_id}/paper")
@takes(LIMIT + FORM_BYTES)
async def file_decision(request: Request, change: Change, team_id: str) -> Response:
    await use_cases.team_to_change(change.reading(), team_id, change.me, change.version)  # before bytes are kept
    copy = await _copy(change, await form_of(request))
    if copy is None:
        raise FileAbsent(pointer="/file")
    await change(use_cases.file_decision, team_id, copy)
    return see_other(request, f"/advisory-teams/{team_id}", notice=_("Đã lưu bản ký của quyết định."))


@pages.get("/{team_id}/stand-in")
async def stand_in_form(request: Request, service: Here, me: Me, team_id: str) -> Response:
    unit = service.work.reading()
    team = await use_cases.team_to_change(unit, team_id, me)
    people, _more = await use_cases.roster_for(unit, team.office, me)
    view = views.stand_in_form(team, people, unit.today) | {"limit": LIMIT}
    return page(request, "evaluation/advisory_teams/stand_in.html", view)


@pages.post("/{team_id}/stand-in")
@takes(LIMIT + FORM_BYTES)
async def stand_in(request: Request, change: Change, team_id: str) -> Response:
    await use_cases.team_to_change(change.reading(), team_id, change.me, change.version)  # before bytes are kept
    command, file = read_with_file(StandInCommand, await form_of(request))
    await change(use_cases.note_stand_in, team_id, command, await keep_paper(change.service, file))
    return see_other(request, f"/advisory-teams/{team_id}", notice=_("Đã ghi người dự thay."))


@pages.post("/{team_id}/dissolution")
async def dissolve(
    request: Request, change: Change, team_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.dissolve_team, team_id, command)
    return see_other(request, f"/advisory-teams/{team_id}", notice=_("Tổ tư vấn đã kết thúc nhiệm vụ."))


async def _copy(act: Acting, sent: FormData) -> StoredFile | None:
    """The signed copy that a form brought, where it did."""
    file = sent.get("file")
    return await keep_paper(act.service, file) if isinstance(file, UploadFile) and file.filename else None
