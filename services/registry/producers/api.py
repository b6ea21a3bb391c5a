"""The JSON door to producers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.web.answers import paged, versioned
from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from kit.web.links import link
from services.registry.commands import Id, Reason
from services.registry.producers import store, use_cases
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.producer import Producer

router = APIRouter(prefix="/producers")


@router.get("", summary="The producers the caller may see, by name")
async def list_producers(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    return paged(await store.known_to(service.work.reading(), me, after=after, limit=limit), request)


@router.post("", status_code=201, response_model=Producer, summary="Register a producer")
async def register(request: Request, service: Here, me: Me, command: ProducerCommand, key: Idempotency) -> Response:
    producer = await service.work.run(
        use_cases.register_producer,
        name=command.name,
        kind=command.kind,
        tax_code=command.tax_code,
        place=command.place,
        representative=command.person(),
        language=command.language,
        by=me,
        idempotency=key,
    )
    return versioned(producer, status=201, location=link(request, f"/api/producers/{producer.id}"))


@router.get("/{producer_id}", response_model=Producer, summary="One producer")
async def show(service: Here, me: Me, producer_id: Id) -> Response:
    return versioned(await store.seen_by(service.work.reading(), producer_id, me))


@router.put("/{producer_id}", response_model=Producer, summary="Correct a producer's particulars")
async def update(
    service: Here, me: Me, producer_id: Id, command: ProducerCommand, version: IfMatch, key: Idempotency
) -> Response:
    producer = await service.work.run(
        use_cases.update_producer,
        producer_id,
        name=command.name,
        kind=command.kind,
        tax_code=command.tax_code,
        place=command.place,
        representative=command.person(),
        language=command.language,
        by=me,
        expected=version,
        idempotency=key,
    )
    return versioned(producer)


@router.post("/{producer_id}/closing", response_model=Producer, summary="Close a producer that ended its business")
async def close(
    service: Here, me: Me, producer_id: Id, command: Reason, version: IfMatch, key: Idempotency
) -> Response:
    producer = await service.work.run(
        use_cases.close_producer, producer_id, reason=command.reason, by=me, expected=version, idempotency=key
    )
    return versioned(producer)
