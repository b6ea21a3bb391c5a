"""The JSON API of designs."""

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
from services.registry.designs import store, use_cases, views
from services.registry.designs.commands import DesignCommand, NewDesignCommand
from services.registry.designs.consent_files import LIMIT as PAPER_LIMIT
from services.registry.designs.consent_files import keep_consent
from services.registry.designs.lifecycle import State
from services.registry.designs.views import DesignView
from services.registry.marks import views as mark_views
from services.registry.marks.commands import NewUseCommand
from services.registry.marks.picture_files import LIMIT, address, files_of, keep_picture, stored
from services.registry.marks.views import MarkUseView

router = APIRouter(prefix="/designs")


@router.get("", summary="The gallery, and the designs the caller manages, newest first")
async def list_designs(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    found = await store.known_to(service.work.reading(), me, turn, state=state)
    return paged(found, request, lambda one: views.view(one, me))


@router.post("", status_code=201, response_model=DesignView, summary="Enter a design, in draft")
async def enter(request: Request, act: Act, command: NewDesignCommand) -> Response:
    design = await act(use_cases.enter_design, command)
    return versioned(views.view(design, act.me), status=201, location=link(request, f"/api/designs/{design.id}"))


@router.get("/{design_id}", response_model=DesignView, summary="One design")
async def show(service: Here, me: Me, design_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), design_id, me), me))


@router.put("/{design_id}", response_model=DesignView, summary="Correct a draft")
async def update(change: Change, design_id: Id, command: DesignCommand) -> Response:
    return versioned(views.view(await change(use_cases.change_design, design_id, command), change.me))


@router.post("/{design_id}/pictures", status_code=201, response_model=DesignView, summary="Add a picture (multipart)")
@takes(LIMIT + FORM_BYTES)
async def add_picture(act: Act, design_id: Id, file: UploadFile) -> Response:
    design = await use_cases.must_take_file(act.reading(), design_id, by=act.me)  # before a stranger's bytes are read
    kept = await keep_picture(act.service, design.producer_id, file)
    at = address(act.service, f"/api/designs/{design_id}/pictures")
    return versioned(views.view(await act(use_cases.add_picture, design_id, kept, address=at), act.me), status=201)


@router.post(
    "/{design_id}/consent", status_code=201, response_model=DesignView, summary="Add the designer's consent (multipart)"
)
@takes(PAPER_LIMIT + FORM_BYTES)
async def add_consent(act: Act, design_id: Id, file: UploadFile) -> Response:
    design = await use_cases.must_take_file(act.reading(), design_id, by=act.me)
    kept = await keep_consent(act.service, design.producer_id, file)
    return versioned(views.view(await act(use_cases.add_consent, design_id, kept), act.me), status=201)


@router.get(
    "/{design_id}/pictures/{picture_id}",
    summary="The picture as it was sent: to its producer and its offices",
    responses={200: {"content": {"image/*": {}}}},
    response_class=Response,
)
async def picture(service: Here, me: Me, design_id: Id, picture_id: Id) -> Response:
    await store.managed_by(service.work.reading(), design_id, me)  # where and by what it was taken is theirs
    return files_of(service).send(await _picture_of(service, me, design_id, picture_id))


@router.get(
    "/{design_id}/pictures/{picture_id}/shown",
    summary="The picture as a browser shows it, without place or device",
    responses={200: {"content": {"image/jpeg": {}, "image/svg+xml": {}}}},
    response_class=Response,
)
async def shown_picture(service: Here, me: Me, design_id: Id, picture_id: Id) -> Response:
    return await send_shown(files_of(service), await _picture_of(service, me, design_id, picture_id))


@router.get(
    "/{design_id}/consent",
    summary="The designer's signed consent: to its producer and its offices",
    responses={200: {"content": {"*/*": {}}}},
    response_class=Response,
)
async def consent(service: Here, me: Me, design_id: Id) -> Response:
    design = await store.managed_by(service.work.reading(), design_id, me)
    if design.consent is None:
        raise NotFound()
    return files_of(service).send(Stored(**dict(design.consent)))


@router.post("/{design_id}/offer", response_model=DesignView, summary="Offer a design to the gallery")
async def offer(change: Change, design_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.offer_design, design_id), change.me))


@router.post("/{design_id}/publication", response_model=DesignView, summary="Put a design into the gallery")
async def publish(change: Change, design_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.publish_design, design_id), change.me))


@router.post("/{design_id}/withdrawal", response_model=DesignView, summary="Take a design out, or do not take it in")
async def withdraw(change: Change, design_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.withdraw_design, design_id, command), change.me))


@router.post(
    "/{design_id}/uses", status_code=201, response_model=MarkUseView, summary="Register a use made after a design"
)
async def take_up(act: Act, design_id: Id, command: NewUseCommand) -> Response:
    return versioned(mark_views.view(await act(use_cases.take_up, design_id, command)), status=201)


async def _picture_of(service: Here, me: Me, design_id: str, picture_id: str) -> Stored:
    design = await store.seen_by(service.work.reading(), design_id, me)
    for one in design.pictures:
        if one.id == picture_id:
            return stored(one)
    raise NotFound()
