"""The JSON API of documents: drafts, signed copies, and the files of both."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.papers.filed import LARGEST_BYTES
from kit.papers.written import written
from kit.refusal import NotFound
from kit.web.acting import Act, Acting, Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.web.files import FileStore, Stored
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from law import papers
from services.evaluation.cases import store as case_store
from services.evaluation.documents import store, use_cases, views
from services.evaluation.documents.commands import DraftCommand, SignedCommand
from services.evaluation.documents.document import Document
from services.evaluation.documents.document_files import PDF, drafted, filed_copy

router = APIRouter()

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KIND_OF = {"draft.pdf": PDF, "draft.docx": DOCX}


@router.get("/cases/{case_id}/documents", response_model=views.DocumentsView, summary="The documents of a case")
async def list_documents(service: Here, me: Me, case_id: Id) -> Response:
    case, found = await store.of_case_seen_by(service.work.reading(), case_id, me)
    return versioned(views.DocumentsView(items=[views.view(one, case, me) for one in found]))


@router.post(
    "/cases/{case_id}/documents",
    response_model=views.DocumentView,
    status_code=201,
    summary="Draft a document, or anew",
)
async def draft(act: Act, case_id: Id, command: DraftCommand) -> Response:
    return await _answer(act, await drafted(act, case_id, command), status=201)


@router.get("/documents/{document_id}", response_model=views.DocumentView, summary="One document")
async def show(service: Here, me: Me, document_id: Id) -> Response:
    case, document = await store.seen_by(service.work.reading(), document_id, me)
    shown = views.view(document, case, me)
    return versioned(shown, shown.version)


@router.get(
    "/documents/{document_id}/files/{name}",
    summary="The file itself: a draft for the office that writes it, the signed copy for whoever may see the document",
    responses={200: {"content": {PDF: {}, DOCX: {}}}},
    response_class=Response,
)
async def download(
    service: Here, me: Me, document_id: Id, name: Literal["draft.pdf", "draft.docx", "signed.pdf"]
) -> Response:
    unit = service.work.reading()
    case, document = await store.seen_by(unit, document_id, me)
    if name not in views.files(document, case, me):
        raise NotFound()
    filed = await use_cases.paper_of(unit, document_id)
    if name == "signed.pdf":
        assert filed.signed is not None, "a signed document has its copy on file"
        copy = Stored(sha256=filed.signed.sha256, size=filed.signed.size, media_type=PDF, name=filed.signed.name)
        return FileStore.of(service).send(copy)
    last = filed.drafts[-1]
    layout = papers.layout_of(last.layout, last.layout_sha256)
    made = await asyncio.to_thread(written, document_id, filed.paper, layout, at=last.at, by=last.by)
    content = made.pdf if name == "draft.pdf" else made.docx
    headers = {"Content-Disposition": f'attachment; filename="{document_id}.{name.rpartition(".")[2]}"'}
    return Response(content, media_type=_KIND_OF[name], headers=headers | {"Cache-Control": "private, no-store"})


@router.post(
    "/documents/{document_id}/signed-copy",
    response_model=views.DocumentView,
    summary="File the signed copy with its number and day (multipart)",
)
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_signed_copy(
    change: Change,
    document_id: Id,
    file: UploadFile,
    command: Annotated[SignedCommand, from_multipart(SignedCommand)],
) -> Response:
    # Before bytes are kept: a stranger's, or for a version that is gone.
    await use_cases.require_signing(change.reading(), document_id, by=change.me, expected=change.version)
    return await _answer(change, await filed_copy(change, document_id, command, file))


@router.post("/documents/{document_id}/taking-back", response_model=views.DocumentView, summary="Take a copy back")
async def take_back(change: Change, document_id: Id) -> Response:
    return await _answer(change, await change(use_cases.take_back_copy, document_id))


@router.post("/documents/{document_id}/issue", response_model=views.DocumentView, summary="Issue a signed document")
async def issue(change: Change, document_id: Id) -> Response:
    return await _answer(change, await change(use_cases.issue_document, document_id))


@router.post("/documents/{document_id}/discard", response_model=views.DocumentView, summary="Give a draft up")
async def discard(change: Change, document_id: Id) -> Response:
    return await _answer(change, await change(use_cases.discard_document, document_id))


async def _answer(act: Acting, document: Document, status: int = 200) -> Response:
    case = await case_store.seen_by(act.reading(), document.case_id, act.me)
    shown = views.view(document, case, act.me)
    return versioned(shown, shown.version, status=status)
