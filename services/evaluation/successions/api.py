"""The JSON API by which a case of an office that ended is taken over."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from kit.command import Reason
from kit.web.acting import Change
from kit.web.answers import versioned
from kit.web.limits import LONG_FORM, takes
from services.evaluation.cases import views
from services.evaluation.cases.use_cases import case_shown_to
from services.evaluation.successions import use_cases

router = APIRouter(prefix="/cases")


@router.post(
    "/{case_id}/succession", response_model=views.CaseView, summary="Take a case over from an office that has ended"
)
@takes(LONG_FORM)
async def take_over(change: Change, case_id: str, command: Reason) -> Response:
    case = await change(use_cases.take_over_case, case_id, command)
    unit = change.reading()
    return versioned(views.view(await case_shown_to(unit, case, change.me), change.me, unit.today))
