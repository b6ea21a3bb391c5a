"""The page by which a case of an office that ended is taken over."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.labelled import form
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from programme import names
from services.evaluation.cases import access
from services.evaluation.successions import use_cases

pages = APIRouter()


@pages.get("/cases/{case_id}/succession")
async def succession_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case, to = await use_cases.case_to_take_over(unit, case_id, me)
    view = {
        "case": case,
        "ended": names.office(case.office, case.opened_on),
        "to": names.office(to.office, unit.today),
        "asked": form(Reason),
    }
    return page(request, "evaluation/successions/form.html", view)


@pages.post("/cases/{case_id}/succession")
@takes(LONG_FORM)
async def take_over(
    request: Request, change: Change, case_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    case = await change(use_cases.take_over_case, case_id, command)
    # The heir of a unit that merged never stood above it: what is left of the old case is not theirs to see.
    back = f"/cases/{case.id}" if access.sees_all(case, change.me) else "/cases"
    return see_other(request, back, notice=_("Đã nhận hồ sơ đánh giá của đơn vị đã kết thúc."))
