"""The JSON door to dossiers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel, Field

from kit.refusal import NotFound
from kit.web.answers import paged, versioned
from kit.web.days import Day
from kit.web.doors import After, Here, Idempotency, IfMatch, Me
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.links import link
from law.rulebooks import Sheet
from law.scoring import Filled
from services.registry.commands import Command, Id, Reason, Words
from services.registry.dossiers import store, use_cases, views
from services.registry.dossiers.lifecycle import State
from services.registry.dossiers.uploading import LIMIT, base_of, files_of, keep_evidence, stored

router = APIRouter(prefix="/dossiers")

Points = Annotated[Decimal, Field(ge=0, le=100, max_digits=6, decimal_places=2)]


class OpenCommand(Command):
    """A dossier of a product: `first`, `upgrade` or `re-evaluation`."""

    product_id: Id
    kind: Id = "first"


class FilledCommand(Command):
    """The self-assessment: one option per criterion, or points per part where the act's criteria are not known."""

    answers: Annotated[dict[Id, Id], Field(max_length=300)] = {}
    parts: Annotated[dict[Id, Points], Field(max_length=20)] = {}
    case_of: Annotated[dict[Id, Id], Field(max_length=100)] = {}


class SubmitCommand(Command):
    """A word to the office."""

    note: Words | None = None


class SheetView(BaseModel):
    """The real sheet the dossier is scored on, with what is filled in so far."""

    rulebook_id: str
    rulebook_hash: str
    sheet: Sheet
    filled: FilledCommand


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
async def open_dossier(request: Request, service: Here, me: Me, command: OpenCommand, key: Idempotency) -> Response:
    dossier = await service.work.run(
        use_cases.open_dossier, command.product_id, kind=command.kind, by=me, idempotency=key
    )
    location = link(request, f"/api/dossiers/{dossier.id}")
    return versioned(views.view(dossier, me), dossier.version, status=201, location=location)


@router.get("/{dossier_id}", response_model=views.DossierView, summary="One dossier")
async def show(service: Here, me: Me, dossier_id: Id) -> Response:
    dossier = await store.seen_by(service.work.reading(), dossier_id, me)
    return versioned(views.view(dossier, me), dossier.version)


@router.post(
    "/{dossier_id}/evidence", status_code=201, response_model=views.DossierView, summary="Attach a paper (multipart)"
)
@takes(LIMIT + FORM_BYTES)
async def attach(
    service: Here,
    me: Me,
    dossier_id: Id,
    version: IfMatch,
    key: Idempotency,
    file: UploadFile,
    kind: Annotated[str, Form(max_length=100)],
    issued_on: Annotated[Day | None, Form()] = None,
    expires_on: Annotated[Day | None, Form()] = None,
    criterion: Annotated[str | None, Form(max_length=100)] = None,
) -> Response:
    dossier = await store.own(service.work.reading(), dossier_id, me)  # before a stranger's bytes are kept
    kept = await keep_evidence(service, dossier, file)
    dossier = await service.work.run(
        use_cases.attach_evidence,
        dossier_id,
        kind=kind,
        name=kept.name,
        size=kept.size,
        media_type=kept.media_type,
        sha256=kept.sha256,
        issued_on=issued_on,
        expires_on=expires_on,
        criterion=criterion or None,
        by=me,
        expected=version,
        idempotency=key,
    )
    return versioned(views.view(dossier, me), dossier.version, status=201)


@router.delete("/{dossier_id}/evidence/{evidence_id}", response_model=views.DossierView, summary="Remove a paper")
async def detach(
    service: Here, me: Me, dossier_id: Id, evidence_id: Id, version: IfMatch, key: Idempotency
) -> Response:
    dossier = await service.work.run(
        use_cases.remove_evidence, dossier_id, evidence_id, by=me, expected=version, idempotency=key
    )
    return versioned(views.view(dossier, me), dossier.version)


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


@router.get("/{dossier_id}/self-assessment", response_model=SheetView, summary="The sheet, and what is filled in")
async def sheet(service: Here, me: Me, dossier_id: Id) -> Response:
    unit = service.work.reading()
    dossier = await store.seen_by(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    filled = dossier.self_assessment.filled if dossier.self_assessment else Filled()
    known = FilledCommand.model_validate(filled.model_dump(include={"answers", "parts", "case_of"}))
    seen = SheetView(
        rulebook_id=rulebook.id, rulebook_hash=rulebook.hash, sheet=rulebook.sheet(dossier.set_no), filled=known
    )
    return versioned(seen, dossier.version)


@router.put("/{dossier_id}/self-assessment", response_model=views.DossierView, summary="Fill in the self-assessment")
@takes(LONG_FORM)
async def assess(
    service: Here, me: Me, dossier_id: Id, command: FilledCommand, version: IfMatch, key: Idempotency
) -> Response:
    filled = Filled(answers=command.answers, parts=command.parts, case_of=command.case_of)
    dossier = await service.work.run(
        use_cases.save_self_assessment, dossier_id, filled=filled, by=me, expected=version, idempotency=key
    )
    return versioned(views.view(dossier, me), dossier.version)


@router.post("/{dossier_id}/submission", response_model=views.DossierView, summary="Submit, or hand in the supplement")
async def submit(
    service: Here, me: Me, dossier_id: Id, command: SubmitCommand, version: IfMatch, key: Idempotency
) -> Response:
    dossier = await service.work.run(
        use_cases.submit_dossier,
        dossier_id,
        note=command.note,
        by=me,
        expected=version,
        base=base_of(service),
        idempotency=key,
    )
    return versioned(views.view(dossier, me), dossier.version)


@router.post("/{dossier_id}/withdrawal", response_model=views.DossierView, summary="Take a dossier back")
async def withdraw(
    service: Here, me: Me, dossier_id: Id, command: Reason, version: IfMatch, key: Idempotency
) -> Response:
    dossier = await service.work.run(
        use_cases.withdraw_dossier, dossier_id, reason=command.reason, by=me, expected=version, idempotency=key
    )
    return versioned(views.view(dossier, me), dossier.version)
