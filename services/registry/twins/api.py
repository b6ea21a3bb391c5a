"""The JSON API of likely twins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from services.registry.twins import rules, store, use_cases, views
from services.registry.twins.commands import MergeTwinsCommand
from services.registry.twins.views import PairView

router = APIRouter(prefix="/twins")


@router.get("", summary="Pairs that may be one, in the caller's territory, the most alike first")
async def list_twins(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    rules.require_registrar(me)
    return paged(await store.open_before(unit, me, store.ORDERS.turn(after=after, limit=limit)), request, views.view)


@router.get("/{pair_id}", response_model=PairView, summary="One pair")
async def show(service: Here, me: Me, pair_id: Id) -> Response:
    pair = await store.seen_by(service.work.reading(), pair_id, me)
    return versioned(views.view(pair), pair.version)


@router.post("/{pair_id}/merging", response_model=PairView, summary="Merge one of a pair into the other")
async def merge(change: Change, pair_id: Id, command: MergeTwinsCommand) -> Response:
    pair = await change(use_cases.merge_twins, pair_id, command)
    return versioned(views.view(pair), pair.version)


@router.post("/{pair_id}/parting", response_model=PairView, summary="Mark a pair as not the same")
async def part(change: Change, pair_id: Id, command: Reason) -> Response:
    pair = await change(use_cases.part_twins, pair_id, command)
    return versioned(views.view(pair), pair.version)


@router.post("/{pair_id}/asking", response_model=PairView, summary="Have a pair looked at again")
async def ask_again(change: Change, pair_id: Id) -> Response:
    pair = await change(use_cases.ask_again, pair_id)
    return versioned(views.view(pair), pair.version)
