"""The JSON API of substitutes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id
from kit.mapped import mapped
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from services.evaluation.substitutes import store, use_cases, views
from services.evaluation.substitutes.commands import NameSubstituteCommand
from services.evaluation.substitutes.lifecycle import State

router = APIRouter(prefix="/substitutes")


@router.get("", summary="The substitutions the caller sees that were not ended (or those in a state), last day first")
async def list_substitutes(
    request: Request,
    service: Here,
    me: Me,
    state: State = State.NAMED,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.known_to(unit, me, turn, states=[state]), request, lambda one: views.view(one, unit.today))


@router.get("/colleagues", summary="Whom the caller may name: officers of their offices that are known here")
async def list_colleagues(service: Here, me: Me) -> list[views.ColleagueView]:
    found = await store.colleagues(service.work.reading(), me)
    return [mapped(views.ColleagueView, one) for one in found]


@router.post("", status_code=201, response_model=views.SubstituteView, summary="Name who acts for oneself")
async def name_substitute(request: Request, act: Act, command: NameSubstituteCommand) -> Response:
    substitute = await act(use_cases.name_substitute, command)
    at = link(request, f"/api/substitutes/{substitute.id}")
    return versioned(views.view(substitute, act.reading().today), status=201, location=at)


@router.get("/{substitute_id}", response_model=views.SubstituteView, summary="One substitution")
async def show_substitute(service: Here, me: Me, substitute_id: Id) -> Response:
    unit = service.work.reading()
    return versioned(views.view(await store.seen_by(unit, substitute_id, me), unit.today))


@router.post(
    "/{substitute_id}/end", response_model=views.SubstituteView, summary="End a substitution before its last day"
)
async def end_substitute(change: Change, substitute_id: Id) -> Response:
    substitute = await change(use_cases.end_substitute, substitute_id)
    return versioned(views.view(substitute, change.reading().today))
