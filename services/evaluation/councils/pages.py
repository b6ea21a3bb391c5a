"""The pages of councils: form one, and let somebody stand aside."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from programme.roles import MAY
from services.evaluation.cases import legal
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import store, use_cases, views
from services.evaluation.councils.commands import CouncilCommand, RecusalCommand, ReplacementCommand

pages = APIRouter()


@pages.get("/cases/{case_id}/council")
async def council_form(
    request: Request, service: Here, me: Me, case_id: str, like: Annotated[str, Query(max_length=10)] = ""
) -> Response:
    """`like=last`: filled in as the office's latest council was seated, as far as its people still hold a role."""
    unit = service.work.reading()
    case = await case_to_act_on(unit, case_id, me, also=MAY.form_council)
    council = await store.of_case(unit, case_id)
    people = await use_cases.roster_seen_by(unit, case.office, me)
    own = await use_cases.regulation_of(unit, case, council)
    settings = legal.council_settings(legal.rulebook_of(case.dossier), own)
    last = None if council else await store.latest_of(unit, case.office)
    view = views.form(case, council, people, settings, own, last, like_last=like == "last")
    return page(request, "evaluation/councils/form.html", view)


@pages.post("/cases/{case_id}/council")
@takes(LONG_FORM)
async def form_council(request: Request, change: Change, case_id: str) -> Response:
    command = read(CouncilCommand, _seated(await form_of(request)))
    council = await change(use_cases.form_council, case_id, command)
    count = len(council.seats)
    return see_other(request, f"/cases/{case_id}", notice=_("Hội đồng gồm {count} người.", count=count))


@pages.post("/cases/{case_id}/recusals")
async def recuse(
    request: Request, act: Act, case_id: str, command: Annotated[RecusalCommand, from_form(RecusalCommand)]
) -> Response:
    await act(use_cases.recuse_member, case_id, command)
    after = "/work" if command.person_id in (None, act.me.id) else f"/cases/{case_id}/scoring"
    return see_other(request, after, notice=_("Đã ghi nhận người không tham gia."))


@pages.get("/cases/{case_id}/replacements")
async def replacement_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_to_act_on(unit, case_id, me, also=MAY.form_council)
    council = await store.needed_for(unit, case_id)
    people = await store.roster_of(unit, case.office)
    return page(request, "evaluation/councils/replace.html", views.replacing(case, council, people))


@pages.post("/cases/{case_id}/replacements")
async def replace(
    request: Request, act: Act, case_id: str, command: Annotated[ReplacementCommand, from_form(ReplacementCommand)]
) -> Response:
    await act(use_cases.replace_member, case_id, command)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã thay người trong Hội đồng."))


def _seated(sent: FormData) -> FormData:
    """The form without the people of the roster for whom no part was chosen: they do not sit."""
    idle = {name.removesuffix("part") for name, part in sent.multi_items() if name.endswith("-part") and not part}
    return FormData([(name, value) for name, value in sent.multi_items() if not name.startswith(tuple(idle))])
