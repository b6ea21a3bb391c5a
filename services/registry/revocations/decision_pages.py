"""The pages of decisions over certificates: what waits for one, the draft, its signed copy, its issue."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.papers.filed import LARGEST_BYTES
from kit.papers.rights import rights
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read_with_file
from kit.web.labelled import form
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from services.registry.revocations import deciding, decision_store, store, views
from services.registry.revocations.commands import CorrectCommand, DraftDecisionCommand, SignedCommand
from services.registry.revocations.decision_files import drafted, filed_copy

pages = APIRouter()


@pages.get("/certificate-decisions")
async def list_decisions(request: Request, service: Here, me: Me, asked: AskedOfList) -> Response:
    unit = service.work.reading()
    found = await decision_store.decisions_seen_by(unit, me, asked.turn(decision_store.ORDERS))
    view = {
        "decisions": [views.decision_line(one) for one in found.items],
        "list": listing(request, "/certificate-decisions", asked, decision_store.ORDERS, found),
        "drafts": views.works_for_an_office(me),
    }
    return page(request, "registry/revocations/decisions.html", view)


@pages.get("/certificate-decisions/new")
async def draft_form(request: Request, service: Here, me: Me) -> Response:
    if not views.works_for_an_office(me):
        raise Forbidden()
    unit = service.work.reading()
    ready = await store.ready(unit, me)
    lapsed = await store.lapsed(unit, me)
    view = {
        "ready": [views.line(one, unit.today) for one in ready],
        "lapsed": [views.lapsed_line(one, unit.today) for one in lapsed],
        "asked": form(
            DraftDecisionCommand,
            None,
            {"grounds": views.grounds_after_end(unit.today), "signing": rights()},
            but=("revocations", "certificates", "recognition_lines"),
        ),
    }
    return page(request, "registry/revocations/draft.html", view)


@pages.post("/certificate-decisions/new")
async def draft(
    request: Request, act: Act, command: Annotated[DraftDecisionCommand, from_form(DraftDecisionCommand)]
) -> Response:
    made = await drafted(act, command)
    return see_other(request, f"/certificate-decisions/{made.id}", notice=_("Đã soạn dự thảo."))


@pages.get("/certificate-decisions/{decision_id}")
async def show_decision(request: Request, service: Here, me: Me, decision_id: str) -> Response:
    unit = service.work.reading()
    decision = await decision_store.decision_seen_by(unit, decision_id, me)
    decides = await deciding.decides_on(unit, decision, me)
    view = views.decision_page(decision, me, unit.today, decides=decides) | {
        "limit": LARGEST_BYTES,
        "asked": form(SignedCommand),
        "correction": form(CorrectCommand),
    }
    return page(request, "registry/revocations/decision.html", view)


@pages.post("/certificate-decisions/{decision_id}/signed-copy")
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_signed_copy(request: Request, change: Change, decision_id: str) -> Response:
    # Before bytes are kept: a stranger's, or for a version that is gone.
    await deciding.require_signing(change.reading(), decision_id, by=change.me, expected=change.version)
    command, file = read_with_file(SignedCommand, await form_of(request))
    await filed_copy(change, decision_id, command, file)
    return see_other(
        request, f"/certificate-decisions/{decision_id}", notice=_("Đã nộp bản ký. Đối chiếu rồi ban hành.")
    )


@pages.post("/certificate-decisions/{decision_id}/taking-back")
async def take_back(request: Request, change: Change, decision_id: str) -> Response:
    await change(deciding.take_back_copy, decision_id)
    notice = _("Đã bỏ bản ký nộp nhầm; số văn bản lại trống.")
    return see_other(request, f"/certificate-decisions/{decision_id}", notice=notice)


@pages.post("/certificate-decisions/{decision_id}/issue")
async def issue(request: Request, change: Change, decision_id: str) -> Response:
    await change(deciding.issue_decision, decision_id)
    notice = _("Đã ban hành. Mọi dòng có hiệu lực; chủ thể và các đơn vị được báo.")
    return see_other(request, f"/certificate-decisions/{decision_id}", notice=notice)


@pages.post("/certificate-decisions/{decision_id}/discard")
async def discard(request: Request, change: Change, decision_id: str) -> Response:
    await change(deciding.discard_decision, decision_id)
    return see_other(request, "/certificate-decisions", notice=_("Đã bỏ dự thảo."))


@pages.post("/certificate-decisions/{decision_id}/correction")
async def correct(
    request: Request,
    change: Change,
    decision_id: str,
    command: Annotated[CorrectCommand, from_form(CorrectCommand)],
) -> Response:
    await change(deciding.correct_decision, decision_id, command)
    return see_other(request, f"/certificate-decisions/{decision_id}", notice=_("Đã đính chính."))
