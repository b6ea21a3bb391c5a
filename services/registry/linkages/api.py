"""The JSON API of linkage contracts."""

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
from services.registry.linkages import store, use_cases, views
from services.registry.linkages.commands import EndLinkageCommand, LinkageCommand, NewLinkageCommand
from services.registry.linkages.lifecycle import State

router = APIRouter()


@router.get("/linkages", summary="The linkage contracts the caller may see, what ends first at the top")
async def list_linkages(
    request: Request,
    service: Here,
    me: Me,
    kind: Annotated[str, Query(max_length=100)] = "",
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.known_to(
        service.work.reading(), me, of_kind=kind, states=[state] if state else [], after=after, limit=limit
    )
    return paged(found, request, views.view)


@router.get("/linkage-sums", summary="The contracts in force that the caller may see, added up")
async def sums(service: Here, me: Me) -> views.LinkageSums:
    return views.sums(await store.in_force_seen_by(service.work.reading(), me))


@router.post(
    "/linkages",
    status_code=201,
    response_model=views.LinkageView,
    summary="Record a contract (multipart, its paper beside)",
)
@takes(LIMIT + FORM_BYTES)
async def record(
    request: Request,
    act: Act,
    command: Annotated[NewLinkageCommand, from_multipart(NewLinkageCommand)],
    file: UploadFile | None = None,
) -> Response:
    producer_id = await use_cases.must_record(act.reading(), command, by=act.me)  # before its bytes are kept
    kept = await keep_paper(act.service, producer_id, file) if file is not None else None
    linkage = await act(use_cases.record_linkage, command, kept)
    return versioned(views.view(linkage), status=201, location=link(request, f"/api/linkages/{linkage.id}"))


@router.get("/linkages/{linkage_id}", response_model=views.LinkageView, summary="One contract")
async def show(service: Here, me: Me, linkage_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), linkage_id, me)))


@router.put("/linkages/{linkage_id}", response_model=views.LinkageView, summary="Change its terms, or prolong it")
async def change(change: Change, linkage_id: Id, command: LinkageCommand) -> Response:
    return versioned(views.view(await change(use_cases.change_linkage, linkage_id, command)))


@router.post("/linkages/{linkage_id}/ending", response_model=views.LinkageView, summary="The partners ended it")
async def end(change: Change, linkage_id: Id, command: EndLinkageCommand) -> Response:
    return versioned(views.view(await change(use_cases.end_linkage, linkage_id, command)))


@router.get(
    "/linkages/{linkage_id}/paper",
    summary="The contract itself",
    responses={200: {"content": {"*/*": {}}}},
    response_class=Response,
)
async def paper(service: Here, me: Me, linkage_id: Id, inline: bool = False) -> Response:
    linkage = await store.seen_by(service.work.reading(), linkage_id, me)
    if linkage.paper is None:
        raise NotFound()
    return FileStore.of(service).send(Stored(**dict(linkage.paper)), inline=inline)
