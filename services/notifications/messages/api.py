"""The JSON API of messages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from services.notifications.messages import store, views
from services.notifications.messages.lifecycle import State

router = APIRouter(prefix="/messages")


@router.get("", summary="What was told within the caller's sight, newest first")
async def list_messages(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    about: Annotated[str | None, Query(max_length=100, description="A dossier's or certificate's id.")] = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.known_to(service.work.reading(), me, state=state, about=about, after=after, limit=limit)
    return paged(found, request, views.line)


@router.get("/{message_id}", response_model=views.MessageView, summary="One message, word for word")
async def show_message(service: Here, me: Me, message_id: str) -> Response:
    message = await store.seen_by(service.work.reading(), message_id, me)
    return versioned(views.view(message, me), message.version)
