"""The JSON API of rights."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore, Stored
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from services.registry.credentials.paper_files import LIMIT, keep_paper
from services.registry.rights import store, use_cases, views
from services.registry.rights.commands import (
    AcceptRightCommand,
    FileRightCommand,
    GiveUpRightCommand,
    GrantRightCommand,
    PublishRightCommand,
    RefuseRightCommand,
    RightPaperCommand,
)
from services.registry.rights.lifecycle import State
from services.registry.rights.right import Right

router = APIRouter(prefix="/rights")


@router.get("", summary="The applications for rights the caller may see, what is due first at the top")
async def list_rights(
    request: Request,
    service: Here,
    me: Me,
    kind: Annotated[str, Query(max_length=100)] = "",
    state: State | None = None,
    helped: Annotated[bool | None, Query(description="Whether an office helped, or filed it")] = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await store.known_to(unit, me, of_kind=kind, state=state, helped=helped, after=after, limit=limit)
    return paged(found, request, views.view)


@router.post("", status_code=201, response_model=views.RightView, summary="Record an application for a right")
async def file(request: Request, act: Act, command: FileRightCommand) -> Response:
    right = await act(use_cases.file_right, command)
    return versioned(views.view(right), status=201, location=link(request, f"/api/rights/{right.id}"))


@router.get("/{right_id}", response_model=views.RightView, summary="One application")
async def show(service: Here, me: Me, right_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), right_id, me)))


@router.post("/{right_id}/acceptance", response_model=views.RightView, summary="It was formally accepted")
async def accept(change: Change, right_id: Id, command: AcceptRightCommand) -> Response:
    return versioned(views.view(await change(use_cases.accept_right, right_id, command)))


@router.post("/{right_id}/publication", response_model=views.RightView, summary="It was published")
async def publish(change: Change, right_id: Id, command: PublishRightCommand) -> Response:
    return versioned(views.view(await change(use_cases.publish_right, right_id, command)))


@router.post("/{right_id}/grant", response_model=views.RightView, summary="It was granted, and is a credential")
async def grant(change: Change, right_id: Id, command: GrantRightCommand) -> Response:
    return versioned(views.view(await change(use_cases.grant_right, right_id, command)))


@router.post("/{right_id}/refusal", response_model=views.RightView, summary="It was refused")
async def refuse(change: Change, right_id: Id, command: RefuseRightCommand) -> Response:
    return versioned(views.view(await change(use_cases.refuse_right, right_id, command)))


@router.post("/{right_id}/giving-up", response_model=views.RightView, summary="It is given up")
async def give_up(change: Change, right_id: Id, command: GiveUpRightCommand) -> Response:
    return versioned(views.view(await change(use_cases.give_up_right, right_id, command)))


@router.post(
    "/{right_id}/papers", status_code=201, response_model=views.RightView, summary="Add a paper of a step (multipart)"
)
@takes(LIMIT + FORM_BYTES)
async def add_paper(
    act: Act, right_id: Id, file: UploadFile, command: Annotated[RightPaperCommand, from_multipart(RightPaperCommand)]
) -> Response:
    right = await use_cases.must_take_paper(act.reading(), right_id, by=act.me)  # before its bytes are kept
    kept = await keep_paper(act.service, right.producer_id or right.place.path, file)
    return versioned(views.view(await act(use_cases.add_paper, right_id, command, kept)), status=201)


@router.get(
    "/{right_id}/papers/{paper_id}",
    summary="A paper itself",
    responses={200: {"content": {"*/*": {}}}},
    response_class=Response,
)
async def paper(service: Here, me: Me, right_id: Id, paper_id: Id, inline: bool = False) -> Response:
    right = await store.seen_by(service.work.reading(), right_id, me)
    return FileStore.of(service).send(_stored(right, paper_id), inline=inline)


def _stored(right: Right, paper_id: str) -> Stored:
    found = next((one for one in right.papers if one.id == paper_id), None)
    if found is None:
        raise NotFound()
    return Stored(**{name: getattr(found, name) for name in Stored.model_fields})
