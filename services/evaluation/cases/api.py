"""The JSON door to cases."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from kit.web.answers import paged, versioned
from kit.web.days import Day
from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from kit.web.limits import LONG_FORM, takes
from services.evaluation.cases import store, use_cases, views
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State

router = APIRouter(prefix="/cases")

Note = Annotated[str | None, Field(max_length=4000)]


class Command(BaseModel):
    """The body of a command; unknown fields are refused, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class ScreeningCommand(Command):
    """What the commune found, by finding id, and whether it proposes the product."""

    findings: Annotated[dict[str, bool], Field(max_length=50)]
    proposes: bool
    note: Note = None


class ReturnCommand(Command):
    """What is missing, and by when the producer is to supply it."""

    missing: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=50)]
    supplement_by: Day | None = None


class ForwardingCommand(Command):
    """A word to the next office."""

    note: Note = None


@router.get("", summary="The cases the caller may see, newest first")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    office: Annotated[str | None, Query(max_length=100)] = None,
    state: State | None = None,
    ended: bool | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    page = await store.before(unit, me, office=office, state=state, ended=ended, after=after, limit=limit)
    return paged(page, request, lambda case: views.line(case, me, unit.today))


@router.get(
    "/{case_id}", response_model=views.CaseView, summary="One case, with the dossier and all layers found so far"
)
async def show_case(service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await store.seen_by(unit, case_id, me)
    return versioned(views.view(case, me, unit.today))


@router.post("/{case_id}/screening", response_model=views.CaseView, summary="Record the commune's screening")
async def screen(
    service: Here, me: Me, case_id: str, command: ScreeningCommand, version: IfMatch, key: Idempotency
) -> Response:
    case = await service.work.run(
        use_cases.screen_case,
        case_id,
        findings=command.findings,
        proposes=command.proposes,
        note=command.note,
        by=me,
        expected=version,
        idempotency=key,
    )
    return _answer(service, me, case)


@router.post("/{case_id}/return", response_model=views.CaseView, summary="Send the dossier back to the producer")
@takes(LONG_FORM)
async def send_back(
    service: Here, me: Me, case_id: str, command: ReturnCommand, version: IfMatch, key: Idempotency
) -> Response:
    case = await service.work.run(
        use_cases.return_case,
        case_id,
        missing=command.missing,
        supplement_by=command.supplement_by,
        by=me,
        expected=version,
        idempotency=key,
    )
    return _answer(service, me, case)


@router.post(
    "/{case_id}/forwarding", response_model=views.CaseView, summary="Forward a screened case to the next office"
)
async def forward(
    service: Here, me: Me, case_id: str, command: ForwardingCommand, version: IfMatch, key: Idempotency
) -> Response:
    case = await service.work.run(
        use_cases.forward_case, case_id, note=command.note, by=me, expected=version, idempotency=key
    )
    return _answer(service, me, case)


def _answer(service: Here, me: Me, case: Case) -> Response:
    return versioned(views.view(case, me, service.work.reading().today))
