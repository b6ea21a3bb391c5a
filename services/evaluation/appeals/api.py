"""The JSON API of appeals. They are lodged where the ruling is: `POST /api/rulings/{ruling_id}/appeals`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from services.evaluation.appeals import store, use_cases
from services.evaluation.appeals.commands import AcceptanceCommand, SettlementCommand
from services.evaluation.appeals.lifecycle import OPEN_STATES, State
from services.evaluation.appeals.views import AppealView, view

router = APIRouter(prefix="/appeals")


@router.get("", summary="The appeals the caller sees that are not done with (or those in a state), first due first")
async def list_appeals(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    wanted = [state] if state else OPEN_STATES
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.listed(service.work.reading(), me, turn, states=wanted), request, view)


@router.get("/{appeal_id}", response_model=AppealView, summary="One appeal, and where it stands")
async def show(service: Here, me: Me, appeal_id: Id) -> Response:
    return versioned(view(await store.seen_by(service.work.reading(), appeal_id, me)))


@router.post("/{appeal_id}/acceptance", response_model=AppealView, summary="Accept an appeal")
async def accept(change: Change, appeal_id: Id, command: AcceptanceCommand) -> Response:
    return versioned(view(await change(use_cases.accept_appeal, appeal_id, command)))


@router.post("/{appeal_id}/refusal", response_model=AppealView, summary="Do not accept an appeal")
async def refuse(change: Change, appeal_id: Id, command: Reason) -> Response:
    return versioned(view(await change(use_cases.refuse_appeal, appeal_id, command)))


@router.post("/{appeal_id}/settlement", response_model=AppealView, summary="Settle an appeal")
async def settle(change: Change, appeal_id: Id, command: SettlementCommand) -> Response:
    return versioned(view(await change(use_cases.settle_appeal, appeal_id, command)))


@router.post("/{appeal_id}/withdrawal", response_model=AppealView, summary="Take an appeal back (its producer)")
async def take_back(change: Change, appeal_id: Id, command: Reason) -> Response:
    return versioned(view(await change(use_cases.take_back_appeal, appeal_id, command)))
