"""The pages of documents: those of a case, one of them, and what its office does with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.papers.filed import LARGEST_BYTES
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.uploads import FileAbsent
from kit.work import Unit
from services.evaluation.documents import store, use_cases, views
from services.evaluation.documents.commands import DraftCommand, SignedCommand
from services.evaluation.documents.document_files import drafted, filed_copy
from services.evaluation.rulings.ruling import Ruling

pages = APIRouter()
panels = Panels()


@pages.get("/cases/{case_id}/documents")
async def list_documents(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case, found = await store.of_case_seen_by(service.work.reading(), case_id, me)
    return page(request, "evaluation/documents/list.html", views.listed(case, found, me))


@pages.post("/cases/{case_id}/documents")
async def draft(
    request: Request, act: Act, case_id: str, command: Annotated[DraftCommand, from_form(DraftCommand)]
) -> Response:
    document = await drafted(act, case_id, command)
    return see_other(request, f"/documents/{document.id}", notice=_("Đã soạn dự thảo."))


@pages.get("/documents/{document_id}")
async def show(request: Request, service: Here, me: Me, document_id: str) -> Response:
    case, document = await store.seen_by(service.work.reading(), document_id, me)
    view = views.whole(document, case, me) | {"limit": LARGEST_BYTES}
    return page(request, "evaluation/documents/show.html", view)


@pages.post("/documents/{document_id}/signed-copy")
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_signed_copy(request: Request, change: Change, document_id: str) -> Response:
    await use_cases.require_signing(change.reading(), document_id, by=change.me)  # before a stranger's bytes are kept
    sent = await form_of(request)
    command, file = read(SignedCommand, sent), sent.get("file")
    if not isinstance(file, UploadFile):
        raise FileAbsent(pointer="/file")
    await filed_copy(change, document_id, command, file)
    return see_other(request, f"/documents/{document_id}", notice=_("Đã nộp bản ký. Đối chiếu rồi ban hành."))


@pages.post("/documents/{document_id}/taking-back")
async def take_back(request: Request, change: Change, document_id: str) -> Response:
    await change(use_cases.take_back_copy, document_id)
    return see_other(request, f"/documents/{document_id}", notice=_("Đã bỏ bản ký nộp nhầm; số văn bản lại trống."))


@pages.post("/documents/{document_id}/issue")
async def issue(request: Request, change: Change, document_id: str) -> Response:
    await change(use_cases.issue_document, document_id)
    return see_other(request, f"/documents/{document_id}", notice=_("Đã ban hành văn bản."))


@pages.post("/documents/{document_id}/discard")
async def discard(request: Request, change: Change, document_id: str) -> Response:
    document = await change(use_cases.discard_document, document_id)
    return see_other(request, f"/cases/{document.case_id}/documents", notice=_("Đã bỏ dự thảo."))


@panels.on("rulings/show")
async def its_documents(unit: Unit, ruling: Ruling, me: Principal | None) -> tuple[str, Mapping[str, Any]] | None:
    if me is None:
        return None
    case, found = await store.of_case_seen_by(unit, ruling.case_id, me)
    view = views.listed(case, found, me)
    return "evaluation/documents/panel.html", {"rows": view["rows"], "case": case, "may_draft": bool(view["kinds"])}
