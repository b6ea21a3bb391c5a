"""The pages of standing councils: an office's list, one, and how it ends."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import read
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from programme import names
from services.evaluation.councils import standing_views, store, use_cases
from services.evaluation.councils.commands import NewStandingCouncilCommand, StandingCouncilCommand
from services.evaluation.councils.seated_form import seated

pages = APIRouter(prefix="/standing-councils")


@pages.get("")
async def list_standing(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    offices = use_cases.forms_councils_for(me)
    found = [(office, await store.standing_of(unit, office)) for office in offices]
    view = {
        "offices": [
            (office, names.office(office, unit.today), [standing_views.line(one, unit.today) for one in councils])
            for office, councils in found
        ]
    }
    return page(request, "evaluation/councils/standing.html", view)


@pages.get("/new")
async def new_form(request: Request, service: Here, me: Me, office: Annotated[str, Query(max_length=100)]) -> Response:
    unit = service.work.reading()
    use_cases.require_forms_councils(office, me)
    people, more = await store.roster_shown(unit, office)
    view = standing_views.standing_form(office, people, None, unit.today, more=more)
    return page(request, "evaluation/councils/standing_form.html", view)


@pages.post("/new")
@takes(LONG_FORM)
async def keep_standing(request: Request, act: Act) -> Response:
    kept = await act(use_cases.keep_standing_council, read(NewStandingCouncilCommand, seated(await form_of(request))))
    return see_other(request, "/standing-councils", notice=_("Đã lưu {name}.", name=kept.name))


@pages.get("/{council_id}")
async def standing_form(request: Request, service: Here, me: Me, council_id: str) -> Response:
    unit = service.work.reading()
    council = await use_cases.standing_seen_by(unit, council_id, me)
    people, more = await store.roster_shown(unit, council.office)
    view = standing_views.standing_form(council.office, people, council, unit.today, more=more)
    return page(request, "evaluation/councils/standing_form.html", view)


@pages.post("/{council_id}")
@takes(LONG_FORM)
async def change_standing(request: Request, change: Change, council_id: str) -> Response:
    command = read(StandingCouncilCommand, seated(await form_of(request)))
    kept = await change(use_cases.change_standing_council, council_id, command)
    return see_other(request, "/standing-councils", notice=_("Đã lưu {name}.", name=kept.name))


@pages.post("/{council_id}/ending")
async def end_standing(request: Request, change: Change, council_id: str) -> Response:
    ended = await change(use_cases.end_standing_council, council_id)
    return see_other(request, "/standing-councils", notice=_("Đã thôi dùng {name}.", name=ended.name))
