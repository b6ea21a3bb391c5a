"""The page on which an office confirms its council regulation, and what asks for it on a case's page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme.roles import MAY
from services.evaluation.cases.case import Case
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.regulations import use_cases, views
from services.evaluation.regulations.commands import RegulationCommand

pages = APIRouter()
panels = Panels()


@panels.on("cases/show")
async def asked_of_the_office(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None or case.screens or not case.seated:
        return None
    asked = views.asks(case, me, await use_cases.unconfirmed(unit, case))
    return ("evaluation/regulations/_asked.html", asked) if asked else None


@pages.get("/cases/{case_id}/regulation")
async def regulation_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_to_act_on(unit, case_id, me, also=MAY.rule)
    own, in_force = await use_cases.known_of(unit, case)
    return page(request, "evaluation/regulations/form.html", views.form_of(case, in_force, own))


@pages.post("/cases/{case_id}/regulation")
@takes(LONG_FORM)
async def confirm(
    request: Request, change: Change, case_id: str, command: Annotated[RegulationCommand, from_form(RegulationCommand)]
) -> Response:
    await change(use_cases.confirm_regulation, case_id, command)
    notice = _("Đã xác nhận Quy chế Hội đồng của đơn vị. Hội đồng lập từ nay tính theo Quy chế này.")
    return see_other(request, f"/cases/{case_id}", notice=notice)
