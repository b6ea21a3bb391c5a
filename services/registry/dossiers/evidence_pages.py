"""The pages of a dossier's evidence: upload and removal, beside what the rulebook asks for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.language import current_language
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import read
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from kit.web.sniff import ENDINGS
from kit.web.uploads import FileAbsent
from services.registry.dossiers import evidence_views, store, use_cases, views
from services.registry.dossiers.commands import EvidenceCommand
from services.registry.dossiers.evidence_files import KINDS, LIMIT, keep_evidence

pages = APIRouter()


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
    sheet, language = rulebook.sheet(dossier.set_no), current_language()
    view = views.whole(dossier, rulebook, me, unit.today) | {
        "kinds": evidence_views.kinds(rulebook),
        "kind": kind,
        "criteria": [(leaf.id, f"{leaf.id}. {leaf.label.say(language)}") for leaf in sheet.leaves],
        "criterion": criterion,
        "limit": LIMIT,
        "accept": ",".join(sorted(ending for kind in KINDS for ending in ENDINGS[kind])),
    }
    return page(request, "registry/dossiers/evidence.html", view)


@pages.post("/dossiers/{dossier_id}/evidence")
@takes(LIMIT + FORM_BYTES)
async def attach(request: Request, change: Change, dossier_id: str) -> Response:
    dossier = await store.own(change.reading(), dossier_id, change.me)  # before a stranger's bytes are kept
    sent = await form_of(request)
    command, file = read(EvidenceCommand, sent), sent.get("file")
    if not isinstance(file, UploadFile):
        raise FileAbsent(pointer="/file")
    kept = await keep_evidence(change.service, dossier, file)
    await change(use_cases.attach_evidence, dossier_id, command, kept)
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã tải lên {name}.", name=kept.name))


@pages.post("/dossiers/{dossier_id}/evidence/{evidence_id}/removal")
async def detach(request: Request, change: Change, dossier_id: str, evidence_id: str) -> Response:
    await change(use_cases.remove_evidence, dossier_id, evidence_id)
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã bỏ tệp khỏi hồ sơ."))
