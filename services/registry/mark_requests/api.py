"""The JSON API of requests to use the mark: anybody may ask and follow what they asked, offices answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id
from kit.mapped import mapped
from kit.web.acting import Act, Change, Public
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.limits import BODY_LIMIT, takes
from kit.web.links import link
from services.registry.mark_requests import store, use_cases, views
from services.registry.mark_requests.commands import AnswerRequestCommand, CodeCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.lifecycle import State
from services.registry.mark_requests.rules import AN_HOUR
from services.registry.mark_requests.views import FollowedView, MarkRequestView, ReceivedView

router = APIRouter()


@router.post("/public/mark-requests", status_code=201, summary="Ask to use the mark, without an account")
@takes(BODY_LIMIT, strangers_an_hour=AN_HOUR)
async def ask(anybody: Public, command: RequestCommand) -> ReceivedView:
    kept = await anybody(use_cases.receive_request, command)
    return mapped(ReceivedView, kept)


@router.post(
    "/public/mark-requests/found",
    summary="What became of a request, by its code: in the body, so that no log keeps it",
)
async def follow(service: Here, command: CodeCommand) -> FollowedView:
    return views.followed(await use_cases.follow_request(service.work.reading(), command.code))


@router.get("/mark-requests", summary="The requests the caller's office answers, what is due first")
async def list_requests(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(
        await store.known_to(service.work.reading(), me, turn, states=[state] if state else []), request, views.view
    )


@router.post(
    "/mark-requests", status_code=201, response_model=MarkRequestView, summary="Enter a request that came by letter"
)
async def enter(request: Request, act: Act, command: LetterCommand) -> Response:
    kept = await act(use_cases.enter_letter, command)
    return versioned(views.view(kept), status=201, location=link(request, f"/api/mark-requests/{kept.id}"))


@router.get("/mark-requests/{request_id}", response_model=MarkRequestView, summary="One request")
async def show(service: Here, me: Me, request_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), request_id, me)))


@router.post("/mark-requests/{request_id}/answer", response_model=MarkRequestView, summary="Answer a request")
async def answer(change: Change, request_id: Id, command: AnswerRequestCommand) -> Response:
    return versioned(views.view(await change(use_cases.answer_request, request_id, command)))
