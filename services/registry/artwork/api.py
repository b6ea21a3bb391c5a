"""The JSON API of artwork of the mark."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore, Stored
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from services.registry.artwork import store, use_cases, views
from services.registry.artwork.commands import PackCommand
from services.registry.artwork.pack_files import LIMIT, keep_file
from services.registry.artwork.views import HandOutView, PackView
from services.registry.marks.commands import NewUseCommand

router = APIRouter(prefix="/artwork")


@router.get("", summary="The packs handed out, and those of the caller's office, by name")
async def list_packs(
    request: Request,
    service: Here,
    me: Me,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.known_to(service.work.reading(), me, turn), request, views.view)


@router.post("", status_code=201, response_model=PackView, summary="Enter a pack, in draft")
async def enter(request: Request, act: Act, command: PackCommand) -> Response:
    pack = await act(use_cases.enter_pack, command)
    return versioned(views.view(pack), status=201, location=link(request, f"/api/artwork/{pack.id}"))


@router.get("/{pack_id}", response_model=PackView, summary="One pack")
async def show(service: Here, me: Me, pack_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), pack_id, me)))


@router.post("/{pack_id}/files", status_code=201, response_model=PackView, summary="Add a file (multipart)")
@takes(LIMIT + FORM_BYTES)
async def add_file(act: Act, pack_id: Id, file: UploadFile) -> Response:
    pack = await use_cases.must_take_file(act.reading(), pack_id, by=act.me)  # before a stranger's bytes are read
    kept = await keep_file(act.service, pack.office, file)
    return versioned(views.view(await act(use_cases.add_file, pack_id, kept)), status=201)


@router.get(
    "/{pack_id}/files/{sha256}",
    summary="A file of a pack: to its office, and while the mark may be shown to whom it was handed out",
    responses={200: {"content": {"*/*": {}}}},
    response_class=Response,
)
async def fetch(service: Here, me: Me, pack_id: Id, sha256: Id) -> Response:
    file = await use_cases.file_to_fetch(service.work.reading(), pack_id, sha256, me)
    return FileStore.of(service).send(Stored(**dict(file)))


@router.post("/{pack_id}/offer", response_model=PackView, summary="Begin to hand a pack out")
async def offer(change: Change, pack_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.offer_pack, pack_id)))


@router.post("/{pack_id}/withdrawal", response_model=PackView, summary="Stop handing a pack out")
async def withdraw(change: Change, pack_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.withdraw_pack, pack_id)))


@router.post("/{pack_id}/handouts", status_code=201, summary="Take a pack for a product; begins the record of its use")
async def hand_out(act: Act, pack_id: Id, command: NewUseCommand) -> HandOutView:
    return views.handed(await act(use_cases.hand_out, pack_id, command))
