"""The JSON API of offices' council regulations."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from kit.web.acting import Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.web.limits import LONG_FORM, takes
from services.evaluation.cases import store as case_store
from services.evaluation.regulations import use_cases, views
from services.evaluation.regulations.commands import RegulationCommand
from services.evaluation.regulations.regulation import version_of

router = APIRouter(prefix="/cases")


@router.get(
    "/{case_id}/regulation",
    response_model=views.RegulationView,
    summary="By what the councils of the case's office count, and what of it nobody has confirmed",
)
async def show_regulation(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_inside(unit, case_id, me)
    own, in_force = await use_cases.known_of(unit, case)
    return versioned(views.view(case, in_force, own), version_of(own))


@router.post(
    "/{case_id}/regulation",
    response_model=views.RegulationView,
    summary="Confirm or replace what steers the office's councils, as its own regulation",
)
@takes(LONG_FORM)
async def confirm_regulation(change: Change, case_id: str, command: RegulationCommand) -> Response:
    """If-Match is the version of the office's regulation, 0 where it has confirmed none."""
    own = await change(use_cases.confirm_regulation, case_id, command)
    case = await case_store.seen_inside(change.reading(), case_id, change.me)
    return versioned(views.view(case, own.regulation, own), own.version)
