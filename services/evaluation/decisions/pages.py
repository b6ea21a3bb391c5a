"""The pages of decisions: what waits for one, the draft, the page before signing, its signed copy, its issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.decisions.decision import LIFECYCLE, State
from kit.identity import Principal
from kit.language import gettext as _
from kit.papers.filed import LARGEST_BYTES
from kit.refusal import Forbidden, NotFound
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read_with_file
from kit.web.labelled import form
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from services.evaluation.cases.case import Case
from services.evaluation.cases.rules import AWAITS_RULING
from services.evaluation.councils import store as council_store
from services.evaluation.decisions import issuing, store, use_cases, views
from services.evaluation.decisions.commands import (
    CorrectDecisionCommand,
    DraftDecisionCommand,
    WithdrawLineCommand,
)
from services.evaluation.decisions.decision import ON_RESULTS, CaseDecision, Kind
from services.evaluation.decisions.decision_files import amended, drafted, filed_copy
from services.evaluation.documents.commands import SignedCommand
from services.evaluation.rulings import use_cases as rulings
from services.evaluation.rulings.ruling import Ruling

pages = APIRouter()
panels = Panels()

Shown = tuple[str, Mapping[str, Any]] | None
COUNCILS = "councils"
"""As what the form asks about councils, not results."""
LineNo = Annotated[int, Path(ge=1, le=9999)]


@pages.get("/decisions")
async def list_decisions(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=store.WAITS)
    found = await store.listed(unit, me, asked.turn(store.ORDERS), states=list(wanted))
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Chưa ban hành"))]
    view = {
        "decisions": [views.row(one, unit.today) for one in found.items],
        "list": listing(request, "/decisions", asked, store.ORDERS, found, choices=choices),
        "drafts": me.has(*use_cases.ROLES),
    }
    return page(request, "evaluation/decisions/list.html", view)


@pages.get("/decisions/new")
async def draft_form(
    request: Request, service: Here, me: Me, about: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    if not me.has(*use_cases.ROLES):
        raise Forbidden()
    view = await _draft_view(service.work.reading(), me, None, on_councils=about == COUNCILS)
    return page(request, "evaluation/decisions/draft.html", view)


@pages.post("/decisions/new")
async def draft(
    request: Request, act: Act, command: Annotated[DraftDecisionCommand, from_form(DraftDecisionCommand)]
) -> Response:
    made = await drafted(act, command)
    return see_other(request, f"/decisions/{made.id}", notice=_("Đã soạn dự thảo."))


@pages.get("/decisions/{decision_id}")
async def show_decision(request: Request, service: Here, me: Me, decision_id: str) -> Response:
    unit = service.work.reading()
    decision = await store.seen_by(unit, decision_id, me)
    decides = await use_cases.decides_on(unit, decision, me)
    view = views.whole(decision, me, unit.today, decides=decides) | {"limit": LARGEST_BYTES}
    return page(request, "evaluation/decisions/show.html", view)


@pages.get("/decisions/{decision_id}/draft")
async def amend_form(request: Request, service: Here, me: Me, decision_id: str) -> Response:
    unit = service.work.reading()
    decision = await use_cases.require_signing(unit, decision_id, by=me)
    return page(
        request,
        "evaluation/decisions/draft.html",
        await _draft_view(unit, me, decision, on_councils=Kind(decision.kind) not in ON_RESULTS),
    )


@pages.post("/decisions/{decision_id}/draft")
async def amend(
    request: Request,
    change: Change,
    decision_id: str,
    command: Annotated[DraftDecisionCommand, from_form(DraftDecisionCommand)],
) -> Response:
    await amended(change, decision_id, command)
    return see_other(request, f"/decisions/{decision_id}", notice=_("Đã soạn lại dự thảo."))


@pages.get("/decisions/{decision_id}/readiness")
async def readiness(request: Request, service: Here, me: Me, decision_id: str) -> Response:
    unit = service.work.reading()
    decision = await use_cases.handled_by(unit, decision_id, me)
    told = views.readiness(decision, await use_cases.readiness_of(unit, decision))
    return page(
        request,
        "evaluation/decisions/readiness.html",
        {"readiness": told, "line": views.row(decision, unit.today), "lines": views.by_no(decision)},
    )


@pages.post("/decisions/{decision_id}/signed-copy")
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_signed_copy(request: Request, change: Change, decision_id: str) -> Response:
    # Before bytes are kept: a stranger's, or for a version that is gone.
    await use_cases.require_signing(change.reading(), decision_id, by=change.me, expected=change.version)
    command, file = read_with_file(SignedCommand, await form_of(request))
    await filed_copy(change, decision_id, command, file)
    return see_other(request, f"/decisions/{decision_id}", notice=_("Đã nộp bản ký. Đối chiếu rồi ban hành."))


@pages.post("/decisions/{decision_id}/taking-back")
async def take_back(request: Request, change: Change, decision_id: str) -> Response:
    await change(use_cases.take_back_copy, decision_id)
    return see_other(request, f"/decisions/{decision_id}", notice=_("Đã bỏ bản ký nộp nhầm; số văn bản lại trống."))


@pages.post("/decisions/{decision_id}/issue")
async def issue(request: Request, change: Change, decision_id: str) -> Response:
    made = await change(issuing.issue_decision, decision_id)
    notice = (
        _("Đã ban hành mọi dòng của quyết định.") if made.issuing is None else _("Đang ban hành mọi dòng cùng lúc.")
    )
    return see_other(request, f"/decisions/{decision_id}", notice=notice)


@pages.post("/decisions/{decision_id}/discard")
async def discard(request: Request, change: Change, decision_id: str) -> Response:
    await change(use_cases.discard_decision, decision_id)
    return see_other(request, "/decisions", notice=_("Đã bỏ dự thảo."))


@pages.post("/decisions/{decision_id}/corrections")
async def correct(
    request: Request,
    change: Change,
    decision_id: str,
    command: Annotated[CorrectDecisionCommand, from_form(CorrectDecisionCommand)],
) -> Response:
    await change(issuing.correct_decision, decision_id, command)
    return see_other(request, f"/decisions/{decision_id}", notice=_("Đã đính chính."))


@pages.get("/decisions/{decision_id}/lines/{line}/withdrawal")
async def withdrawal_form(request: Request, service: Here, me: Me, decision_id: str, line: LineNo) -> Response:
    unit = service.work.reading()
    decision = await use_cases.require_signing(unit, decision_id, by=me)
    found = decision.line(line)
    if found is None or found.withdrawn is not None or decision.state is not State.ISSUED:
        raise NotFound()
    view = {
        "decision": decision,
        "line": views.row(decision, unit.today),
        "of": found,
        "asked": form(WithdrawLineCommand),
    }
    return page(request, "evaluation/decisions/withdrawal.html", view)


@pages.post("/decisions/{decision_id}/lines/{line}/withdrawal")
async def withdraw(
    request: Request,
    change: Change,
    decision_id: str,
    line: LineNo,
    command: Annotated[WithdrawLineCommand, from_form(WithdrawLineCommand)],
) -> Response:
    await change(issuing.withdraw_line, decision_id, line, command)
    notice = _("Đã rút dòng {line}; việc thu hồi công nhận được mở ở sổ đăng ký.", line=line)
    return see_other(request, f"/decisions/{decision_id}", notice=notice)


@panels.on("cases/show")
async def its_decisions(unit: Unit, case: Case, me: Principal | None) -> Shown:
    return await _panel(unit, case.id, me)


@panels.on("rulings/show")
async def decision_of_a_ruling(unit: Unit, ruling: Ruling, me: Principal | None) -> Shown:
    return await _panel(unit, ruling.case_id, me)


async def _panel(unit: Unit, case_id: str, me: Principal | None) -> Shown:
    if me is None:
        return None
    found = await store.of_case_seen_by(unit, case_id, me)
    if not found:
        return None
    return "evaluation/decisions/panel.html", {"decisions": [views.of_case(one, case_id, unit.today) for one in found]}


async def _draft_view(unit: Unit, me: Principal, decision: CaseDecision | None, *, on_councils: bool) -> dict[str, Any]:
    among = store.HAS_COUNCIL if on_councils else AWAITS_RULING
    cases = await store.ready(unit, me, use_cases.ROLES, among=among)
    if decision is not None:
        cases = [case for case in cases if case.office == decision.office]
    ids = [case.id for case in cases]
    view = {
        "decision": decision,
        "on_councils": on_councils,
        "chosen": [line.case_id for line in decision.lines] if decision else [],
        "asked": views.draft_form(decision, on_councils=on_councils),
    }
    if on_councils:
        councils = {one.case_id: one for one in await council_store.among_cases(unit, ids)}
        return view | {"cases": views.councils_to_decide(cases, councils, await store.open_over(unit, ids)), "held": []}
    told = views.to_decide(cases, await rulings.proposed_among(unit, cases), await store.open_over(unit, ids))
    return view | {"cases": views.choices(told.items), "held": [one for one in told.items if one.why_not]}
