"""The JSON door to deliveries: who was not reached, and what a person does about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from kit.web.answers import paged, versioned
from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from services.notifications.commands import Command
from services.notifications.deliveries import use_cases
from services.notifications.messages import store, views

router = APIRouter()


class ToldOtherwiseCommand(Command):
    """How the recipient was told."""

    how: Annotated[str, Field(max_length=1000)]


@router.get("/unreached", summary="Who was not reached in the caller's territory, the longest first")
async def list_unreached(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.unreached(service.work.reading(), me, after=after, limit=limit)
    return paged(found, request, views.line)


@router.post(
    "/messages/{message_id}/retry",
    response_model=views.MessageView,
    summary="Send a message again, to the address its recipient has now",
)
async def retry(service: Here, me: Me, message_id: str, version: IfMatch, key: Idempotency) -> Response:
    message = await service.work.run(use_cases.retry, message_id, by=me, expected=version, idempotency=key)
    return versioned(views.view(message, me), message.version)


@router.post(
    "/messages/{message_id}/told-otherwise",
    response_model=views.MessageView,
    summary="Note that the recipient was told by other means",
)
async def tell_otherwise(
    service: Here, me: Me, message_id: str, command: ToldOtherwiseCommand, version: IfMatch, key: Idempotency
) -> Response:
    message = await service.work.run(
        use_cases.tell_otherwise, message_id, how=command.how, by=me, expected=version, idempotency=key
    )
    return versioned(views.view(message, me), message.version)
