"""The JSON API of revocations, and of the decisions over certificates."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.papers.filed import LARGEST_BYTES
from kit.papers.written import written
from kit.refusal import NotFound
from kit.web.acting import Act, Acting, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore, Stored
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from law import papers
from services.registry.revocations import deciding, decision_store, store, use_cases, views
from services.registry.revocations.commands import (
    AppealCommand,
    AskCommand,
    CollectCommand,
    ConcludeCommand,
    CorrectCommand,
    DraftDecisionCommand,
    ExplainCommand,
    ProposeCommand,
    SettleCommand,
    SignedCommand,
    SubmitCommand,
)
from services.registry.revocations.decision import CertificateDecision
from services.registry.revocations.decision_files import PDF, drafted, filed_copy
from services.registry.revocations.revocation import Revocation

router = APIRouter()

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/revocations", summary="The revocations the caller may see, what is due first at the head")
async def list_revocations(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> Response:
    found = await store.listed(service.work.reading(), me, store.ORDERS.turn(after=after, limit=limit))
    return paged(found, request, lambda one: views.shown(one, me))


@router.post("/revocations", status_code=201, response_model=Revocation, summary="Propose to look at a certificate")
async def propose(request: Request, act: Act, command: ProposeCommand) -> Response:
    made = await act(use_cases.propose, command)
    return versioned(views.shown(made, act.me), status=201, location=link(request, f"/api/revocations/{made.id}"))


@router.get("/revocations/{revocation_id}", response_model=Revocation, summary="One revocation")
async def show(service: Here, me: Me, revocation_id: Id) -> Response:
    return versioned(views.shown(await store.seen_by(service.work.reading(), revocation_id, me), me))


@router.post(
    "/revocations/{revocation_id}/explanation-request", response_model=Revocation, summary="Ask for an explanation"
)
async def ask_explanation(change: Change, revocation_id: Id, command: AskCommand) -> Response:
    return _answer(change, await change(use_cases.ask_explanation, revocation_id, command))


@router.post("/revocations/{revocation_id}/explanation", response_model=Revocation, summary="Explain, or note a letter")
async def explain(change: Change, revocation_id: Id, command: ExplainCommand) -> Response:
    return _answer(change, await change(use_cases.explain, revocation_id, command))


@router.post("/revocations/{revocation_id}/conclusion", response_model=Revocation, summary="Conclude")
async def conclude(change: Change, revocation_id: Id, command: ConcludeCommand) -> Response:
    return _answer(change, await change(use_cases.conclude, revocation_id, command))


@router.post("/revocations/{revocation_id}/submission", response_model=Revocation, summary="Submit to who decides")
async def submit(change: Change, revocation_id: Id, command: SubmitCommand) -> Response:
    return _answer(change, await change(use_cases.submit, revocation_id, command))


@router.post(
    "/revocations/{revocation_id}/collection", response_model=Revocation, summary="Note the paper as collected or lost"
)
async def collect_paper(change: Change, revocation_id: Id, command: CollectCommand) -> Response:
    return _answer(change, await change(use_cases.collect_paper, revocation_id, command))


@router.post("/revocations/{revocation_id}/appeal", response_model=Revocation, summary="Contest the decision")
async def appeal(change: Change, revocation_id: Id, command: AppealCommand) -> Response:
    return _answer(change, await change(use_cases.appeal, revocation_id, command))


@router.post("/revocations/{revocation_id}/appeal-settlement", response_model=Revocation, summary="Settle the appeal")
async def settle_appeal(change: Change, revocation_id: Id, command: SettleCommand) -> Response:
    return _answer(change, await change(deciding.settle_appeal, revocation_id, command))


@router.post("/revocations/{revocation_id}/dropping", response_model=Revocation, summary="End it without a decision")
async def drop(change: Change, revocation_id: Id, command: Reason) -> Response:
    return _answer(change, await change(use_cases.drop, revocation_id, command))


@router.get("/certificate-decisions", summary="The decisions of the caller's own offices, the newest first")
async def list_decisions(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> Response:
    turn = decision_store.ORDERS.turn(after=after, limit=limit)
    found = await decision_store.decisions_seen_by(service.work.reading(), me, turn)
    return paged(found, request, lambda one: views.decision_view(one, me))


@router.post(
    "/certificate-decisions",
    response_model=views.DecisionView,
    status_code=201,
    summary="Draft one decision that revokes 1 to 500 certificates",
)
async def draft(request: Request, act: Act, command: DraftDecisionCommand) -> Response:
    made = await drafted(act, command)
    where = link(request, f"/api/certificate-decisions/{made.id}")
    return versioned(views.decision_view(made, act.me), status=201, location=where)


@router.get("/certificate-decisions/{decision_id}", response_model=views.DecisionView, summary="One decision")
async def show_decision(service: Here, me: Me, decision_id: Id) -> Response:
    return versioned(
        views.decision_view(await decision_store.decision_seen_by(service.work.reading(), decision_id, me), me)
    )


@router.get(
    "/certificate-decisions/{decision_id}/files/{name}",
    summary="The file itself: a draft for the office that decides, the signed copy for whoever may see the decision",
    responses={200: {"content": {PDF: {}, DOCX: {}}}},
    response_class=Response,
)
async def download(
    service: Here, me: Me, decision_id: Id, name: Literal["draft.pdf", "draft.docx", "signed.pdf"]
) -> Response:
    unit = service.work.reading()
    decision = await decision_store.decision_seen_by(unit, decision_id, me)
    if name not in views.files(decision, me):
        raise NotFound()
    filed = await deciding.paper_of(unit, decision_id)
    if name == "signed.pdf":
        assert filed.signed is not None, "a signed decision has its copy on file"
        copy = Stored(sha256=filed.signed.sha256, size=filed.signed.size, media_type=PDF, name=filed.signed.name)
        return FileStore.of(service).send(copy)
    last = filed.drafts[-1]
    layout = papers.layout_of(last.layout, last.layout_sha256)
    made = await asyncio.to_thread(written, decision_id, filed.paper, layout, at=last.at, by=last.by)
    content, kind = (made.pdf, PDF) if name == "draft.pdf" else (made.docx, DOCX)
    headers = {"Content-Disposition": f'attachment; filename="{decision_id}.{name.rpartition(".")[2]}"'}
    return Response(content, media_type=kind, headers=headers | {"Cache-Control": "private, no-store"})


@router.post(
    "/certificate-decisions/{decision_id}/signed-copy",
    response_model=views.DecisionView,
    summary="File the signed copy with its number and day (multipart)",
)
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_signed_copy(
    change: Change,
    decision_id: Id,
    file: UploadFile,
    command: Annotated[SignedCommand, from_multipart(SignedCommand)],
) -> Response:
    # Before bytes are kept: a stranger's, or for a version that is gone.
    await deciding.require_signing(change.reading(), decision_id, by=change.me, expected=change.version)
    return _decided(change, await filed_copy(change, decision_id, command, file))


@router.post(
    "/certificate-decisions/{decision_id}/taking-back", response_model=views.DecisionView, summary="Take a copy back"
)
async def take_back(change: Change, decision_id: Id) -> Response:
    return _decided(change, await change(deciding.take_back_copy, decision_id))


@router.post(
    "/certificate-decisions/{decision_id}/issue",
    response_model=views.DecisionView,
    summary="Issue: every line is revoked, or none",
)
async def issue(change: Change, decision_id: Id) -> Response:
    return _decided(change, await change(deciding.issue_decision, decision_id))


@router.post(
    "/certificate-decisions/{decision_id}/discard", response_model=views.DecisionView, summary="Give a draft up"
)
async def discard(change: Change, decision_id: Id) -> Response:
    return _decided(change, await change(deciding.discard_decision, decision_id))


@router.post(
    "/certificate-decisions/{decision_id}/correction",
    response_model=views.DecisionView,
    summary="Put number or day of an issued decision right",
)
async def correct(change: Change, decision_id: Id, command: CorrectCommand) -> Response:
    return _decided(change, await change(deciding.correct_decision, decision_id, command))


def _answer(acting: Acting, revocation: Revocation) -> Response:
    return versioned(views.shown(revocation, acting.me))


def _decided(acting: Acting, decision: CertificateDecision) -> Response:
    return versioned(views.decision_view(decision, acting.me))
