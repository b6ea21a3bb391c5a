"""The JSON API of uses of the mark, for producers and offices."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import Stored
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.shown import send_shown
from services.registry.marks import store, use_cases, views
from services.registry.marks.commands import AnswerCommand, NewUseCommand, UseCommand
from services.registry.marks.mark_use import Waits
from services.registry.marks.picture_files import LIMIT, address, files_of, keep_picture, stored
from services.registry.marks.views import MarkUseView

router = APIRouter(prefix="/mark-uses")


@router.get("", summary="The uses of the mark the caller may see, what is due first")
async def list_uses(
    request: Request,
    service: Here,
    me: Me,
    waits: Waits | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.known_to(service.work.reading(), me, turn, waits=waits), request, views.view)


@router.post("", status_code=201, response_model=MarkUseView, summary="Register a use of the mark")
async def register(request: Request, act: Act, command: NewUseCommand) -> Response:
    use = await act(use_cases.register_use, command)
    return versioned(views.view(use), status=201, location=link(request, f"/api/mark-uses/{use.id}"))


@router.get("/{use_id}", response_model=MarkUseView, summary="One use of the mark")
async def show(service: Here, me: Me, use_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), use_id, me)))


@router.put("/{use_id}", response_model=MarkUseView, summary="Describe a use as it is now")
async def update(change: Change, use_id: Id, command: UseCommand) -> Response:
    return versioned(views.view(await change(use_cases.change_use, use_id, command)))


@router.post("/{use_id}/pictures", status_code=201, response_model=MarkUseView, summary="Add a picture (multipart)")
@takes(LIMIT + FORM_BYTES)
async def add_picture(act: Act, use_id: Id, file: UploadFile) -> Response:
    use = await use_cases.must_take_picture(act.reading(), use_id, by=act.me)  # before a stranger's bytes are read
    kept = await keep_picture(act.service, use.producer_id, file)
    at = address(act.service, f"/api/mark-uses/{use_id}/pictures")
    return versioned(views.view(await act(use_cases.add_picture, use_id, kept, address=at)), status=201)


@router.delete("/{use_id}/pictures/{picture_id}", response_model=MarkUseView, summary="Remove a picture")
async def remove_picture(change: Change, use_id: Id, picture_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.remove_picture, use_id, picture_id)))


@router.get(
    "/{use_id}/pictures/{picture_id}",
    summary="The picture as it was sent",
    responses={200: {"content": {"image/*": {}}}},
    response_class=Response,
)
async def picture(service: Here, me: Me, use_id: Id, picture_id: Id) -> Response:
    return files_of(service).send(await _picture_of(service, me, use_id, picture_id))


@router.get(
    "/{use_id}/pictures/{picture_id}/shown",
    summary="The picture as a browser shows it, without place or device",
    responses={200: {"content": {"image/jpeg": {}, "image/svg+xml": {}}}},
    response_class=Response,
)
async def shown_picture(service: Here, me: Me, use_id: Id, picture_id: Id) -> Response:
    return await send_shown(files_of(service), await _picture_of(service, me, use_id, picture_id))


@router.post("/{use_id}/answer", response_model=MarkUseView, summary="Answer a use: in order, to correct, refused")
async def answer(change: Change, use_id: Id, command: AnswerCommand) -> Response:
    return versioned(views.view(await change(use_cases.answer_use, use_id, command)))


@router.post("/{use_id}/keeping", response_model=MarkUseView, summary="Keep a use under the new certificate")
async def keep(change: Change, use_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.keep_use, use_id)))


@router.post("/{use_id}/ending", response_model=MarkUseView, summary="End a use: taken down, used up, not kept")
async def end(change: Change, use_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.end_use, use_id, command)))


async def _picture_of(service: Here, me: Me, use_id: str, picture_id: str) -> Stored:
    use = await store.seen_by(service.work.reading(), use_id, me)
    for one in use.pictures:
        if one.id == picture_id:
            return stored(one)
    raise NotFound()
