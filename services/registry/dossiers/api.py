"""The JSON API of dossiers."""

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
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.links import link
from kit.web.shown import MOST_PAGES, ShownPages, pages_of, send_shown
from services.registry.credentials.paper_files import file_of
from services.registry.dossiers import sheet_views, store, use_cases, views
from services.registry.dossiers.commands import (
    CredentialEvidenceCommand,
    EvidenceCommand,
    FilledCommand,
    LinkageEvidenceCommand,
    OpenCommand,
    SubmitCommand,
    TickCommand,
)
from services.registry.dossiers.evidence_files import LIMIT, base_of, files_of, keep_evidence, stored
from services.registry.dossiers.lifecycle import State

router = APIRouter(prefix="/dossiers")


@router.get("", summary="The dossiers the caller may see, newest first")
async def list_dossiers(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    page = await store.known_to(service.work.reading(), me, state=state, after=after, limit=limit)
    return paged(page, request, views.line)


@router.post("", status_code=201, response_model=views.DossierView, summary="Open a dossier")
async def open_dossier(request: Request, act: Act, command: OpenCommand) -> Response:
    dossier = await act(use_cases.open_dossier, command)
    location = link(request, f"/api/dossiers/{dossier.id}")
    return versioned(views.view(dossier, act.me), dossier.version, status=201, location=location)


@router.get("/{dossier_id}", response_model=views.DossierView, summary="One dossier")
async def show(service: Here, me: Me, dossier_id: Id) -> Response:
    dossier = await store.seen_by(service.work.reading(), dossier_id, me)
    return versioned(views.view(dossier, me), dossier.version)


@router.post(
    "/{dossier_id}/evidence", status_code=201, response_model=views.DossierView, summary="Attach a paper (multipart)"
)
@takes(LIMIT + FORM_BYTES)
async def attach(
    act: Act,
    dossier_id: Id,
    file: UploadFile,
    command: Annotated[EvidenceCommand, from_multipart(EvidenceCommand)],
) -> Response:
    # Before its bytes are kept: a stranger's, or of a paper that would be refused.
    dossier = await use_cases.must_attach(act.reading(), dossier_id, command, by=act.me)
    kept = await keep_evidence(act.service, dossier, file)
    dossier = await act(use_cases.attach_evidence, dossier_id, command, kept)
    return versioned(views.view(dossier, act.me), dossier.version, status=201)


@router.post(
    "/{dossier_id}/evidence/credentials",
    status_code=201,
    response_model=views.DossierView,
    summary="Attach a credential on file: no second upload",
)
async def attach_credential(act: Act, dossier_id: Id, command: CredentialEvidenceCommand) -> Response:
    dossier = await act(use_cases.attach_credential, dossier_id, command)
    return versioned(views.view(dossier, act.me), dossier.version, status=201)


@router.post(
    "/{dossier_id}/evidence/linkages",
    status_code=201,
    response_model=views.DossierView,
    summary="Attach a linkage contract on file: no second upload",
)
async def attach_linkage(act: Act, dossier_id: Id, command: LinkageEvidenceCommand) -> Response:
    dossier = await act(use_cases.attach_linkage, dossier_id, command)
    return versioned(views.view(dossier, act.me), dossier.version, status=201)


@router.delete("/{dossier_id}/evidence/{evidence_id}", response_model=views.DossierView, summary="Remove a paper")
async def detach(change: Change, dossier_id: Id, evidence_id: Id) -> Response:
    dossier = await change(use_cases.remove_evidence, dossier_id, evidence_id)
    return versioned(views.view(dossier, change.me), dossier.version)


@router.get(
    "/{dossier_id}/evidence/{evidence_id}/content",
    summary="The file itself",
    responses={200: {"content": {"*/*": {}}}},
    response_class=Response,
)
async def download(service: Here, me: Me, dossier_id: Id, evidence_id: Id, inline: bool = False) -> Response:
    return files_of(service).send(await _file_of(service, me, dossier_id, evidence_id), inline=inline)


@router.get(
    "/{dossier_id}/evidence/{evidence_id}/shown",
    summary="What a browser shows of it: a PDF as it is, an upright picture without place or device, or a card that says so",
    responses={200: {"content": {"application/pdf": {}, "image/jpeg": {}, "image/svg+xml": {}}}},
    response_class=Response,
)
async def shown(
    service: Here,
    me: Me,
    dossier_id: Id,
    evidence_id: Id,
    page: Annotated[int | None, Query(ge=1, le=MOST_PAGES)] = None,
) -> Response:
    """With `page`: always a picture, of a PDF that of one of its pages, from 1."""
    return await send_shown(files_of(service), await _file_of(service, me, dossier_id, evidence_id), page)


@router.get(
    "/{dossier_id}/evidence/{evidence_id}/shown/pages",
    response_model=ShownPages,
    summary="How many pictures a browser can be shown of it, one a page",
)
async def shown_pages(service: Here, me: Me, dossier_id: Id, evidence_id: Id) -> ShownPages:
    return ShownPages(pages=await pages_of(files_of(service), await _file_of(service, me, dossier_id, evidence_id)))


@router.get(
    "/{dossier_id}/self-assessment",
    response_model=sheet_views.SheetView,
    summary="The sheet, and what is filled in",
)
async def sheet(service: Here, me: Me, dossier_id: Id) -> Response:
    unit = service.work.reading()
    dossier = await store.seen_by(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    return versioned(sheet_views.sheet_view(dossier, rulebook), dossier.version)


@router.put("/{dossier_id}/self-assessment", response_model=views.DossierView, summary="Fill in the self-assessment")
@takes(LONG_FORM)
async def assess(change: Change, dossier_id: Id, command: FilledCommand) -> Response:
    dossier = await change(use_cases.save_self_assessment, dossier_id, command)
    return versioned(views.view(dossier, change.me), dossier.version)


@router.put(
    "/{dossier_id}/asked", response_model=views.DossierView, summary="Tick what is supplied of what an office asked for"
)
async def tick(change: Change, dossier_id: Id, command: TickCommand) -> Response:
    dossier = await change(use_cases.tick_what_was_asked, dossier_id, command)
    return versioned(views.view(dossier, change.me), dossier.version)


@router.post("/{dossier_id}/submission", response_model=views.DossierView, summary="Submit, or hand in the supplement")
async def submit(change: Change, dossier_id: Id, command: SubmitCommand) -> Response:
    dossier = await change(use_cases.submit_dossier, dossier_id, command, base=base_of(change.service))
    return versioned(views.view(dossier, change.me), dossier.version)


@router.post("/{dossier_id}/withdrawal", response_model=views.DossierView, summary="Take a dossier back")
async def withdraw(change: Change, dossier_id: Id, command: Reason) -> Response:
    dossier = await change(use_cases.withdraw_dossier, dossier_id, command)
    return versioned(views.view(dossier, change.me), dossier.version)


async def _file_of(service: Here, me: Me, dossier_id: str, evidence_id: str) -> Stored:
    """The file of a paper of a dossier the caller may see; raises NotFound."""
    dossier = await store.seen_by(service.work.reading(), dossier_id, me)
    for paper in dossier.evidence:
        if paper.id == evidence_id:
            return await file_of(files_of(service), stored(paper), paper.word)
    raise NotFound()
