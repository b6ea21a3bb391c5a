"""The JSON API of deliveries: who was not reached, and what a person does about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.web.acting import Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from services.notifications.deliveries import use_cases
from services.notifications.deliveries import views as unreached
from services.notifications.deliveries.commands import ToldOtherwiseCommand
from services.notifications.messages import store, views

router = APIRouter()


@router.get("/unreached", summary="Who was not reached in the caller's territory, the longest first")
async def list_unreached(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await store.unreached(unit, me, after=after, limit=limit)
    phones = await unreached.telephones(unit, found.items)
    return paged(found, request, lambda one: unreached.line(one, phones.get(one.id)))


@router.post(
    "/messages/{message_id}/retry",
    response_model=views.MessageView,
    summary="Send a message again, to the address its recipient has now",
)
async def retry(change: Change, message_id: str) -> Response:
    message = await change(use_cases.retry_message, message_id)
    return versioned(views.view(message, change.me), message.version)


@router.post(
    "/messages/{message_id}/told-otherwise",
    response_model=views.MessageView,
    summary="Note that the recipient was told by other means",
)
async def tell_otherwise(change: Change, message_id: str, command: ToldOtherwiseCommand) -> Response:
    message = await change(use_cases.close_message, message_id, command)
    return versioned(views.view(message, change.me), message.version)
