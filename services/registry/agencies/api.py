"""The JSON API of agencies' reports, for registrars."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from services.registry.agencies import store, use_cases, views
from services.registry.agencies.commands import MatchCommand
from services.registry.agencies.lifecycle import State
from services.registry.agencies.views import ReportView

router = APIRouter(prefix="/agency-reports")


@router.get("", summary="Agencies' reports at the caller's offices, the one that came first at the top")
async def list_reports(
    request: Request,
    service: Here,
    me: Me,
    state: State = State.WAITING,
    agency: Annotated[str, Query(max_length=100)] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    use_cases.require_registrar(me)
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.in_queue(unit, me, turn, state=state, agency=agency), request, views.view)


@router.get("/{report_id}", response_model=ReportView, summary="One report")
async def show(service: Here, me: Me, report_id: Id) -> Response:
    report = await store.seen_by(service.work.reading(), report_id, me)
    return versioned(views.view(report), report.version)


@router.post("/{report_id}/match", response_model=ReportView, summary="Say whom a report concerns")
async def match(change: Change, report_id: Id, command: MatchCommand) -> Response:
    report = await change(use_cases.match_report, report_id, command)
    return versioned(views.view(report), report.version)


@router.post("/{report_id}/refusal", response_model=ReportView, summary="Say that a report concerns nobody here")
async def refuse(change: Change, report_id: Id, command: Reason) -> Response:
    report = await change(use_cases.set_report_aside, report_id, command)
    return versioned(views.view(report), report.version)


@router.post("/{report_id}/withdrawal", response_model=ReportView, summary="Withdraw a wrong match")
async def withdraw(change: Change, report_id: Id, command: Reason) -> Response:
    report = await change(use_cases.withdraw_match, report_id, command)
    return versioned(views.view(report), report.version)
