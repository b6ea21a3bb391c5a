"""The JSON API of producers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from services.registry.producers import store, use_cases, views
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.views import ProducerView

router = APIRouter(prefix="/producers")


@router.get("", summary="The producers the caller may see, by name")
async def list_producers(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.known_to(service.work.reading(), me, after=after, limit=limit)
    return paged(found, request, lambda one: views.view(one, me))


@router.post("", status_code=201, response_model=ProducerView, summary="Register a producer")
async def register(request: Request, act: Act, command: ProducerCommand) -> Response:
    producer = await act(use_cases.register_producer, command)
    return versioned(views.view(producer, act.me), status=201, location=link(request, f"/api/producers/{producer.id}"))


@router.get("/{producer_id}", response_model=ProducerView, summary="One producer")
async def show(service: Here, me: Me, producer_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), producer_id, me), me))


@router.put("/{producer_id}", response_model=ProducerView, summary="Correct a producer's particulars")
async def update(change: Change, producer_id: Id, command: ProducerCommand) -> Response:
    return versioned(views.view(await change(use_cases.update_producer, producer_id, command), change.me))


@router.post("/{producer_id}/closing", response_model=ProducerView, summary="Close a producer that ended its business")
async def close(change: Change, producer_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.close_producer, producer_id, command), change.me))
