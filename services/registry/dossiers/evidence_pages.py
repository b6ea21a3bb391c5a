"""The pages of a dossier's evidence: upload and removal, beside what the rulebook asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import Refusal, Several
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read_with_file
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from kit.web.session import leave_warning
from kit.work import IdempotencyKey
from services.registry.dossiers import evidence_views, store, use_cases, views
from services.registry.dossiers.commands import (
    CredentialEvidenceCommand,
    EvidenceCommand,
    LinkageEvidenceCommand,
)
from services.registry.dossiers.dossier import EvidenceFields
from services.registry.dossiers.evidence_files import LIMIT, keep_evidence

pages = APIRouter()
AT_ONCE = 4
"""Files of the largest size that one request may bring; a script sends each by itself."""


@pages.get("/dossiers/{dossier_id}/evidence")
async def evidence(
    request: Request,
    service: Here,
    me: Me,
    dossier_id: str,
    criterion: Annotated[str, Query(max_length=100)] = "",
    kind: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    dossier = await store.own(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    chosen = EvidenceFields(kind=kind, criterion=criterion or None)
    view = views.whole(dossier, rulebook, me, unit.today) | {
        "upload": evidence_views.asked(rulebook, dossier.set_no, chosen),
        "limit": LIMIT,
        "held": evidence_views.held(dossier, rulebook, await use_cases.held_for(unit, dossier), unit.today),
        "linkages": evidence_views.linkages(dossier, await use_cases.linkages_for(unit, dossier), unit.today),
    }
    return page(request, "registry/dossiers/evidence.html", view)


@pages.post("/dossiers/{dossier_id}/evidence")
@takes(AT_ONCE * LIMIT + FORM_BYTES)
async def attach(request: Request, act: Act, dossier_id: str) -> Response:
    """Several papers of one kind at once; those that are refused are named, the others stay."""
    await store.own(act.reading(), dossier_id, act.me)  # before a stranger's bytes are read
    sent = await form_of(request)
    command, _first = read_with_file(EvidenceCommand, sent)
    files = [file for file in sent.getlist("file") if isinstance(file, UploadFile) and file.filename]
    names, wrong = [], []
    for at, file in enumerate(files):
        try:
            dossier = await use_cases.must_attach(act.reading(), dossier_id, command, by=act.me)
            kept = await keep_evidence(act.service, dossier, file)
            own = replace(act, key=IdempotencyKey(f"{act.key.key}/{at}", act.key.caller) if act.key else None)
            await own(use_cases.attach_evidence, dossier_id, command, kept)
        except Refusal as refusal:
            wrong.append(refusal)
        else:
            names.append(kept.name)
    if wrong and not names:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    if wrong:
        leave_warning(request, " ".join(refusal.say(current_language()) for refusal in wrong))
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã tải lên {name}.", name=", ".join(names)))


@pages.post("/dossiers/{dossier_id}/evidence/credentials")
async def attach_credential(
    request: Request,
    act: Act,
    dossier_id: str,
    command: Annotated[CredentialEvidenceCommand, from_form(CredentialEvidenceCommand)],
) -> Response:
    await act(use_cases.attach_credential, dossier_id, command)
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã dùng giấy trên hệ thống."))


@pages.post("/dossiers/{dossier_id}/evidence/linkages")
async def attach_linkage(
    request: Request,
    act: Act,
    dossier_id: str,
    command: Annotated[LinkageEvidenceCommand, from_form(LinkageEvidenceCommand)],
) -> Response:
    await act(use_cases.attach_linkage, dossier_id, command)
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã dùng hợp đồng trên hệ thống."))


@pages.post("/dossiers/{dossier_id}/evidence/{evidence_id}/removal")
async def detach(request: Request, change: Change, dossier_id: str, evidence_id: str) -> Response:
    await change(use_cases.remove_evidence, dossier_id, evidence_id)
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã bỏ tệp khỏi hồ sơ."))
