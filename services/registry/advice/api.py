"""The JSON API of advice."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from services.registry.advice import store, use_cases, views
from services.registry.advice.commands import AdviceCommand, CloseAdviceCommand
from services.registry.advice.lifecycle import State
from services.registry.plans import store as plans

router = APIRouter()


@router.get("/advice", summary="The advice the caller may see, what is to follow first at the top")
async def list_advice(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    topic: Annotated[str, Query(max_length=100)] = "",
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.known_to(
        service.work.reading(), me, states=[state] if state else [], of_topic=topic, after=after, limit=limit
    )
    return paged(found, request, views.view)


@router.get("/advice-support", summary="The planned products of a year, each with the advice that supports it")
async def support(service: Here, me: Me, year: Annotated[int, Query(ge=2000, le=2100)]) -> views.Support:
    unit = service.work.reading()
    found = await plans.of_year(unit, me, year)
    lines = [line.id for plan in found for line in plan.approved]
    return views.support(year, found, await store.of_lines(unit, me, lines))


@router.post("/advice", status_code=201, response_model=views.AdviceView, summary="Record an advice to a producer")
async def give(request: Request, act: Act, command: AdviceCommand) -> Response:
    counsel = await act(use_cases.give_advice, command)
    return versioned(views.view(counsel), status=201, location=link(request, f"/api/advice/{counsel.id}"))


@router.get("/advice/{advice_id}", response_model=views.AdviceView, summary="One advice")
async def show(service: Here, me: Me, advice_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), advice_id, me)))


@router.post(
    "/advice/{advice_id}/closing", response_model=views.AdviceView, summary="What became of what was to follow"
)
async def close(change: Change, advice_id: Id, command: CloseAdviceCommand) -> Response:
    return versioned(views.view(await change(use_cases.close_advice, advice_id, command)))
