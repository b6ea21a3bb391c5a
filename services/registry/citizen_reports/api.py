"""The JSON API of citizens' reports, for offices; and what became of one, for who has its answer number."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id
from kit.refusal import NotFound
from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from services.registry.citizen_reports import store, use_cases, views
from services.registry.citizen_reports.commands import AnswerCommand, NumberCommand
from services.registry.citizen_reports.lifecycle import State
from services.registry.citizen_reports.photographs import photographs_of, stored
from services.registry.citizen_reports.views import CitizenReportView, Followed

router = APIRouter()


@router.get("/citizen-reports", summary="The reports that wait for an answer (or those in a state), what is due first")
async def list_reports(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    late: bool = False,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(
        await store.known_to(service.work.reading(), me, turn, states=[state or State.RECEIVED], late=late),
        request,
        views.view,
    )


@router.get("/citizen-reports/{report_id}", response_model=CitizenReportView, summary="One report")
async def show(service: Here, me: Me, report_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), report_id, me)))


@router.post("/citizen-reports/{report_id}/answer", response_model=CitizenReportView, summary="Answer a report")
async def answer(change: Change, report_id: Id, command: AnswerCommand) -> Response:
    return versioned(views.view(await change(use_cases.answer_report, report_id, command)))


@router.get(
    "/citizen-reports/{report_id}/photographs/{photograph_id}",
    summary="A photograph, without place or device",
    responses={200: {"content": {"image/jpeg": {}}}},
    response_class=Response,
)
async def photograph(service: Here, me: Me, report_id: Id, photograph_id: Id) -> Response:
    report = await store.seen_by(service.work.reading(), report_id, me)
    found = next((one for one in report.photographs if one.id == photograph_id), None)
    if found is None:
        raise NotFound()
    return photographs_of(service).send(stored(found), inline=True)


@router.post(
    "/public/citizen-reports/found",
    response_model=Followed,
    summary="What became of a report, for who has its answer number: in the body, so that no log keeps it",
)
async def follow(service: Here, command: NumberCommand) -> Followed:
    return views.followed(await use_cases.follow_report(service.work.reading(), command.number))
