"""The HTML door to a dossier's evidence: upload and removal, beside what the rulebook asks for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.fields import form_of
from kit.web.language import current_language
from kit.web.language import gettext as _
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from kit.web.sniff import ENDINGS
from kit.web.uploads import FileAbsent
from services.registry.dossiers import checklist, showing, store, use_cases
from services.registry.dossiers.uploading import KINDS, LIMIT, keep_evidence
from services.registry.forms import day, text

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
    view = showing.whole(dossier, rulebook, me, unit.today) | {
        "kinds": checklist.kinds(rulebook),
        "kind": kind,
        "criteria": [(leaf.id, f"{leaf.id}. {leaf.label.say(language)}") for leaf in sheet.leaves],
        "criterion": criterion,
        "limit": LIMIT,
        "accept": ",".join(sorted(ending for kind in KINDS for ending in ENDINGS[kind])),
    }
    return page(request, "registry/dossiers/evidence.html", view)


@pages.post("/dossiers/{dossier_id}/evidence")
@takes(LIMIT + FORM_BYTES)
async def attach(
    request: Request, service: Here, me: Me, dossier_id: str, version: IfMatch, key: Idempotency
) -> Response:
    dossier = await store.own(service.work.reading(), dossier_id, me)  # before a stranger's bytes are kept
    sent = await form_of(request)
    issued_on, expires_on = day(sent, "issued_on"), day(sent, "expires_on")
    file = sent.get("file")
    if not isinstance(file, UploadFile):
        raise FileAbsent(pointer="/file")
    kept = await keep_evidence(service, dossier, file)
    await service.work.run(
        use_cases.attach_evidence,
        dossier_id,
        kind=text(sent, "kind"),
        name=kept.name,
        size=kept.size,
        media_type=kept.media_type,
        sha256=kept.sha256,
        issued_on=issued_on,
        expires_on=expires_on,
        criterion=text(sent, "criterion") or None,
        by=me,
        expected=version,
        idempotency=key,
    )
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã tải lên {name}.", name=kept.name))


@pages.post("/dossiers/{dossier_id}/evidence/{evidence_id}/removal")
async def detach(
    request: Request, service: Here, me: Me, dossier_id: str, evidence_id: str, version: IfMatch, key: Idempotency
) -> Response:
    await service.work.run(use_cases.remove_evidence, dossier_id, evidence_id, by=me, expected=version, idempotency=key)
    return see_other(request, f"/dossiers/{dossier_id}/evidence", notice=_("Đã bỏ tệp khỏi hồ sơ."))
