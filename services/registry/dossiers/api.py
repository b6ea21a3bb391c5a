"""The JSON API of dossiers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.days import Day
from kit.web.dependencies import After, Here, Me
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.links import link
from services.registry.dossiers import sheet_views, store, use_cases, views
from services.registry.dossiers.commands import EvidenceCommand, FilledCommand, OpenCommand, SubmitCommand
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
    change: Change,
    dossier_id: Id,
    file: UploadFile,
    kind: Annotated[str, Form(max_length=100)],
    issued_on: Annotated[Day | None, Form()] = None,
    expires_on: Annotated[Day | None, Form()] = None,
    criterion: Annotated[str | None, Form(max_length=100)] = None,
) -> Response:
    dossier = await store.own(change.reading(), dossier_id, change.me)  # before a stranger's bytes are kept
    command = EvidenceCommand(kind=kind, issued_on=issued_on, expires_on=expires_on, criterion=criterion or None)
    kept = await keep_evidence(change.service, dossier, file)
    dossier = await change(use_cases.attach_evidence, dossier_id, command, kept)
    return versioned(views.view(dossier, change.me), dossier.version, status=201)


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
    dossier = await store.seen_by(service.work.reading(), dossier_id, me)
    for paper in dossier.evidence:
        if paper.id == evidence_id:
            return files_of(service).send(stored(paper), inline=inline)
    raise NotFound()


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


@router.post("/{dossier_id}/submission", response_model=views.DossierView, summary="Submit, or hand in the supplement")
async def submit(change: Change, dossier_id: Id, command: SubmitCommand) -> Response:
    dossier = await change(use_cases.submit_dossier, dossier_id, command, base=base_of(change.service))
    return versioned(views.view(dossier, change.me), dossier.version)


@router.post("/{dossier_id}/withdrawal", response_model=views.DossierView, summary="Take a dossier back")
async def withdraw(change: Change, dossier_id: Id, command: Reason) -> Response:
    dossier = await change(use_cases.withdraw_dossier, dossier_id, command)
    return versioned(views.view(dossier, change.me), dossier.version)
