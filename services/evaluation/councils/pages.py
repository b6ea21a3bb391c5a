"""The pages of councils: form one, and let somebody stand aside."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from kit.work import Unit
from programme.roles import MAY
from services.evaluation.cases import legal
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import standing_pages, store, use_cases, views
from services.evaluation.councils.commands import CouncilCommand, RecusalCommand, ReplacementCommand
from services.evaluation.councils.conflicts import conflicts_found
from services.evaluation.councils.seated_form import seated

pages = APIRouter()


@pages.get("/cases/{case_id}/council")
async def council_form(
    request: Request, service: Here, me: Me, case_id: str, like: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """`like`: `last`, filled in as the office's latest council of the kind was seated; or the id of a standing council."""
    unit = service.work.reading()
    case = await case_to_act_on(unit, case_id, me, also=MAY.form_council)
    council = await store.of_case(unit, case_id)
    people, more = await store.roster_shown(unit, case.office)
    own = await use_cases.regulation_of(unit, case, council)
    settings = legal.council_settings(legal.rulebook_of(case.dossier), own)
    offers = await _offered(unit, case) if council is None else []
    proposed = next((one for one in offers if one.key == like), None)
    rows = views.rows_of(council, people, proposed)
    marks = await use_cases.against(unit, case, {row.person_id: row.part for row in rows})
    found = await conflicts_found(unit, case, [row.person_id for row in rows])
    view = views.form(case, council, views.marked(rows, marks, found), settings, own, offers, proposed, more=more)
    return page(request, "evaluation/councils/form.html", view)


async def _offered(unit: Unit, case: Case) -> list[views.Offer]:
    """As whom the office seated last, and as its standing councils: what a new council may be filled in like."""
    last = await store.latest_of(unit, case.office, case.dossier.product.set_no, case.dossier.kind)
    standing = [one for one in await store.standing_of(unit, case.office) if one.offered_on(unit.today)]
    return views.offers(last, standing)


@pages.post("/cases/{case_id}/council")
@takes(LONG_FORM)
async def form_council(request: Request, change: Change, case_id: str) -> Response:
    command = read(CouncilCommand, seated(await form_of(request)))
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
    people, _more = await store.roster_shown(unit, case.office)
    return page(request, "evaluation/councils/replace.html", views.replacing(case, council, people))


@pages.post("/cases/{case_id}/replacements")
async def replace(
    request: Request, act: Act, case_id: str, command: Annotated[ReplacementCommand, from_form(ReplacementCommand)]
) -> Response:
    await act(use_cases.replace_member, case_id, command)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã thay người trong Hội đồng."))


pages.include_router(standing_pages.pages)
