"""The JSON API of rounds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from services.evaluation.cases import store as cases
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.rounds import rules, store, use_cases, views
from services.evaluation.rounds.commands import CarryOverCommand, ChangePlanCommand, PlanRoundCommand
from services.evaluation.rounds.lifecycle import State

router = APIRouter(prefix="/rounds")
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("", summary="The rounds the caller sees that are not closed (or those in a state), first to end first")
async def list_rounds(
    request: Request, service: Here, me: Me, state: State | None = None, after: After = None, limit: Limit = 50
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    states = [state] if state else store.LIVE
    return paged(await store.known_to(service.work.reading(), me, turn, states=states), request, views.view)


@router.post("", status_code=201, response_model=views.RoundView, summary="Plan a round where the act sets none")
async def plan_round(request: Request, act: Act, command: PlanRoundCommand) -> Response:
    round = await act(use_cases.plan_round, command)
    return versioned(views.view(round), status=201, location=link(request, f"/api/rounds/{round.id}"))


@router.get("/{round_id}", response_model=views.RoundView, summary="One round")
async def show_round(service: Here, me: Me, round_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), round_id, me)))


@router.put("/{round_id}", response_model=views.RoundView, summary="Change a planned round's name and days")
async def change_plan(change: Change, round_id: Id, command: ChangePlanCommand) -> Response:
    return versioned(views.view(await change(use_cases.change_plan, round_id, command)))


@router.post("/{round_id}/discard", response_model=views.RoundView, summary="Discard a planned round, with a reason")
async def discard_round(change: Change, round_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.discard_round, round_id, command)))


@router.get("/{round_id}/cases", summary="The cases in a round that the caller sees, without a result (or in a state)")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    round_id: Id,
    state: CaseState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Response:
    unit = service.work.reading()
    round = await store.seen_by(unit, round_id, me)
    turn = cases.orders_for(me).turn(after=after, limit=limit)
    states = [state] if state else rules.WAITING
    found = await store.cases_in(unit, round, me, turn, states=states)
    return paged(found, request, lambda case: views.case_view(case, me, unit.today))


@router.post(
    "/{round_id}/carry-overs",
    response_model=views.RoundView,
    summary="Carry cases over to the next round, with a reason",
)
async def carry_over(change: Change, round_id: Id, command: CarryOverCommand) -> Response:
    return versioned(views.view(await change(use_cases.carry_over, round_id, command)))


@router.post("/{round_id}/closing", response_model=views.RoundView, summary="Close a round without open cases")
async def close_round(change: Change, round_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.close_round, round_id)))
