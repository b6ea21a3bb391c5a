"""The JSON API of decisions: drafts over many cases, signed copies, their issue, and the files."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, UploadFile
from fastapi.responses import Response, StreamingResponse

from kit.command import Id
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
from services.evaluation.decisions import afternoon, drafting, issuing, store, use_cases, views
from services.evaluation.decisions.commands import (
    CorrectDecisionCommand,
    DraftDecisionCommand,
    WithdrawLineCommand,
)
from services.evaluation.decisions.decision import CaseDecision
from services.evaluation.decisions.decision_files import PDF, amended, drafted, filed_copy
from services.evaluation.documents.commands import SignedCommand
from services.evaluation.rulings import use_cases as rulings

router = APIRouter()

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
FileName = Literal[
    "draft.pdf", "draft.docx", "submission.pdf", "submission.docx", "results.pdf", "results.docx", "signed.pdf"
]


@router.get("/cases-to-decide", response_model=views.CasesToDecide, summary="The cases that wait for a decision")
async def cases_to_decide(service: Here, me: Me) -> Response:
    unit = service.work.reading()
    cases = await store.ready(unit, me, use_cases.ROLES)
    proposed = await rulings.proposed_among(unit, cases)
    return versioned(views.to_decide(cases, proposed, await store.open_over(unit, [case.id for case in cases])))


@router.get("/decisions", summary="The decisions the caller may see, the newest first")
async def list_decisions(
    request: Request, service: Here, me: Me, after: After = None, limit: Annotated[int, Query(ge=1, le=100)] = 50
) -> Response:
    found = await store.listed(service.work.reading(), me, store.ORDERS.turn(after=after, limit=limit))
    return paged(found, request, lambda one: views.view(one, me))


@router.post(
    "/decisions", response_model=views.DecisionView, status_code=201, summary="Draft one decision over 1 to 500 cases"
)
async def draft(request: Request, act: Act, command: DraftDecisionCommand) -> Response:
    made = await drafted(act, command)
    where = link(request, f"/api/decisions/{made.id}")
    return versioned(views.view(made, act.me), made.version, status=201, location=where)


@router.get("/decisions/{decision_id}", response_model=views.DecisionView, summary="One decision")
async def show(service: Here, me: Me, decision_id: Id) -> Response:
    found = await store.seen_by(service.work.reading(), decision_id, me)
    return versioned(views.view(found, me), found.version)


@router.put("/decisions/{decision_id}", response_model=views.DecisionView, summary="Draft it anew")
async def amend(change: Change, decision_id: Id, command: DraftDecisionCommand) -> Response:
    return _answer(change, await amended(change, decision_id, command))


@router.get(
    "/decisions/{decision_id}/readiness",
    response_model=views.ReadinessView,
    summary="Before signing: what is green, what is red, in which line",
)
async def readiness(service: Here, me: Me, decision_id: Id) -> Response:
    unit = service.work.reading()
    decision = await use_cases.handled_by(unit, decision_id, me)
    return versioned(views.readiness(decision, await use_cases.readiness_of(unit, decision)))


@router.get(
    "/decisions/{decision_id}/files/{name}",
    summary="The file itself: drafts for the office that decides, the signed copy for whoever may see the decision",
    responses={200: {"content": {PDF: {}, DOCX: {}}}},
    response_class=Response,
)
async def download(service: Here, me: Me, decision_id: Id, name: FileName) -> Response:
    unit = service.work.reading()
    decision = await store.seen_by(unit, decision_id, me)
    if name not in views.files(decision, me):
        raise NotFound()
    filed = await use_cases.paper_of(unit, decision_id)
    if name == "signed.pdf":
        assert filed.signed is not None, "a signed decision has its copy on file"
        copy = Stored(sha256=filed.signed.sha256, size=filed.signed.size, media_type=PDF, name=filed.signed.name)
        return FileStore.of(service).send(copy)
    last, (stem, _dot, kind) = filed.drafts[-1], name.rpartition(".")
    on = decision.drafted_on
    paper = {
        "draft": filed.paper,
        "submission": drafting.submission_paper(decision, on=on),
        "results": drafting.results_paper(decision, on=on),
    }[stem]
    layout = papers.layout_of(last.layout, last.layout_sha256)
    made = await asyncio.to_thread(written, decision_id, paper, layout, at=last.at, by=last.by)
    headers = {"Content-Disposition": f'attachment; filename="{stem}-{decision_id}.{kind}"'}
    content, media = (made.pdf, PDF) if kind == "pdf" else (made.docx, DOCX)
    return Response(content, media_type=media, headers=headers | {"Cache-Control": "private, no-store"})


@router.get(
    "/decisions/{decision_id}/afternoon.zip",
    summary="Every paper of the afternoon in order: invitation with sign-in sheet, score sheets, minutes, submission, decision with annex, results",
    responses={200: {"content": {ZIP: {}}}},
    response_class=StreamingResponse,
)
async def print_the_afternoon(service: Here, me: Me, decision_id: Id) -> Response:
    unit = service.work.reading()
    decision = await use_cases.handled_by(unit, decision_id, me)
    return await afternoon.answer(service, unit, decision, me)


@router.post(
    "/decisions/{decision_id}/signed-copy",
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
    await use_cases.require_signing(change.reading(), decision_id, by=change.me, expected=change.version)
    return _answer(change, await filed_copy(change, decision_id, command, file))


@router.post("/decisions/{decision_id}/taking-back", response_model=views.DecisionView, summary="Take a copy back")
async def take_back(change: Change, decision_id: Id) -> Response:
    return _answer(change, await change(use_cases.take_back_copy, decision_id))


@router.post("/decisions/{decision_id}/issue", response_model=views.DecisionView, summary="Issue every line, or none")
async def issue(change: Change, decision_id: Id) -> Response:
    return _answer(change, await change(issuing.issue_decision, decision_id))


@router.post("/decisions/{decision_id}/discard", response_model=views.DecisionView, summary="Give a draft up")
async def discard(change: Change, decision_id: Id) -> Response:
    return _answer(change, await change(use_cases.discard_decision, decision_id))


@router.post(
    "/decisions/{decision_id}/corrections",
    response_model=views.DecisionView,
    summary="Put number or day of an issued decision right",
)
async def correct(change: Change, decision_id: Id, command: CorrectDecisionCommand) -> Response:
    return _answer(change, await change(issuing.correct_decision, decision_id, command))


@router.post(
    "/decisions/{decision_id}/lines/{line}/withdrawal",
    response_model=views.DecisionView,
    summary="Withdraw a line; the registry opens the revocation",
)
async def withdraw(
    change: Change, decision_id: Id, line: Annotated[int, Path(ge=1, le=9999)], command: WithdrawLineCommand
) -> Response:
    return _answer(change, await change(issuing.withdraw_line, decision_id, line, command))


def _answer(acting: Acting, decision: CaseDecision) -> Response:
    return versioned(views.view(decision, acting.me), decision.version)
