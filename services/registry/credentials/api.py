"""The JSON API of credentials."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.shown import MOST_PAGES, ShownPages, pages_of, send_shown
from services.registry.credentials import store, use_cases, views
from services.registry.credentials.commands import CredentialCommand
from services.registry.credentials.lifecycle import State
from services.registry.credentials.paper_files import LIMIT, keep_paper, paper_of
from services.registry.products import store as products

router = APIRouter(prefix="/credentials")


@router.get("", summary="The credentials the caller may see, what ends first at the top")
async def list_credentials(
    request: Request,
    service: Here,
    me: Me,
    kind: Annotated[str, Query(max_length=100)] = "",
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    unit = service.work.reading()
    found = await store.known_to(unit, me, of_kind=kind, states=[state] if state else [], after=after, limit=limit)
    return paged(found, request, views.view)


@router.get("/kinds", summary="How many products the caller manages hold each kind, alive and verified")
async def products_by_kind(service: Here, me: Me) -> list[views.KindCounted]:
    counted = await products.counted_by_credential(service.work.reading(), me)
    return views.kinds_counted(counted)


@router.post(
    "", status_code=201, response_model=views.CredentialView, summary="Record a credential with its paper (multipart)"
)
@takes(LIMIT + FORM_BYTES)
async def record(
    request: Request,
    act: Act,
    command: Annotated[CredentialCommand, from_multipart(CredentialCommand)],
    file: UploadFile | None = None,
) -> Response:
    # Before its bytes are kept: a stranger's, or of a paper that would be refused.
    producer = await use_cases.must_record(act.reading(), command, by=act.me, with_file=file is not None)
    kept = await keep_paper(act.service, producer.id, file) if file is not None else None
    credential = await act(use_cases.record_credential, command, kept)
    location = link(request, f"/api/credentials/{credential.id}")
    return versioned(views.view(credential), status=201, location=location)


@router.get("/{credential_id}", response_model=views.CredentialView, summary="One credential")
async def show(service: Here, me: Me, credential_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), credential_id, me)))


@router.post(
    "/{credential_id}/verification", response_model=views.CredentialView, summary="Vouch for it, with the paper at hand"
)
async def verify(change: Change, credential_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.verify_credential, credential_id)))


@router.post("/{credential_id}/withdrawal", response_model=views.CredentialView, summary="It holds no longer")
async def withdraw(change: Change, credential_id: Id, command: Reason) -> Response:
    return versioned(views.view(await change(use_cases.withdraw_credential, credential_id, command)))


@router.get(
    "/{credential_id}/paper",
    summary="The paper itself, or its issuer's word as a text",
    responses={200: {"content": {"*/*": {}}}},
    response_class=Response,
)
async def download(service: Here, me: Me, credential_id: Id, inline: bool = False) -> Response:
    credential = await store.seen_by(service.work.reading(), credential_id, me)
    return FileStore.of(service).send(await paper_of(service, credential), inline=inline)


@router.get(
    "/{credential_id}/paper/shown",
    summary="What a browser shows of it",
    responses={200: {"content": {"application/pdf": {}, "image/jpeg": {}, "image/svg+xml": {}}}},
    response_class=Response,
)
async def shown(
    service: Here, me: Me, credential_id: Id, page: Annotated[int | None, Query(ge=1, le=MOST_PAGES)] = None
) -> Response:
    """With `page`: always a picture, of a PDF that of one of its pages, from 1."""
    credential = await store.seen_by(service.work.reading(), credential_id, me)
    return await send_shown(FileStore.of(service), await paper_of(service, credential), page)


@router.get(
    "/{credential_id}/paper/shown/pages",
    response_model=ShownPages,
    summary="How many pictures a browser can be shown of it, one a page",
)
async def shown_pages(service: Here, me: Me, credential_id: Id) -> ShownPages:
    credential = await store.seen_by(service.work.reading(), credential_id, me)
    return ShownPages(pages=await pages_of(FileStore.of(service), await paper_of(service, credential)))
