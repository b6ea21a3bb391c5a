"""The pages of outside decisions: the list, entering one, comparing it with its paper; and examining again what came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read_with_file
from kit.web.labelled import form
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from services.evaluation.cases.access import acts_for
from services.evaluation.cases.case import Case
from services.evaluation.outside_decisions import examining, store, use_cases, views
from services.evaluation.outside_decisions.commands import ConfirmCommand, EnterCommand
from services.evaluation.outside_decisions.decision_files import LIMIT, keep_paper
from services.evaluation.outside_decisions.lifecycle import LIFECYCLE, State

pages = APIRouter()
panels = Panels()


@panels.on("cases/show")
async def decided_elsewhere(unit: Unit, case: Case, me: Principal | None) -> tuple[str, Mapping[str, Any]] | None:
    """To the office's side: what was entered of a higher office's paper, and what is to be done."""
    if me is None:
        return None
    found = await store.of_case(unit, case.id)
    settles = use_cases.may_settle(case, me)
    awaits = await use_cases.awaits_paper(unit, case)
    again = await examining.may_be_examined_again(unit, case)
    if not (found or awaits or again):
        return None
    view = {
        "case": case,
        "entries": views.of_case(found, unit.today),
        "awaits": awaits,
        "above": names.office(case.to_office, unit.today) if case.to_office else None,
        "enters": awaits and settles and not any(one.state is State.ENTERED for one in found),
        "again": again,
        "examines": again and settles and acts_for(case, me),
    }
    return "evaluation/outside_decisions/_panel.html", view


@pages.get("/outside-decisions")
async def list_outside_decisions(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=(State.ENTERED,))
    found = await store.listed(unit, me, asked.turn(store.ORDERS), states=wanted, text=asked.q)
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Chờ đối chiếu"))]
    search = _("Số văn bản, số hồ sơ, sản phẩm hoặc chủ thể")
    view = {
        "rows": [views.row(one, unit.today) for one in found.items],
        "list": listing(request, "/outside-decisions", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "evaluation/outside_decisions/list.html", view)


@pages.get("/cases/{case_id}/outside-decision")
async def entry_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case, above, _sent = await use_cases.case_to_enter_for(unit, case_id, me)
    view = views.entry_form(case, above.office, unit.today) | {"limit": LIMIT}
    return page(request, "evaluation/outside_decisions/form.html", view)


@pages.post("/cases/{case_id}/outside-decision")
@takes(LIMIT + FORM_BYTES)
async def enter(request: Request, change: Change, case_id: str) -> Response:
    await use_cases.case_to_enter_for(change.reading(), case_id, change.me, change.version)  # before bytes are kept
    command, file = read_with_file(EnterCommand, await form_of(request))
    made = await change(use_cases.enter_decision, case_id, command, await keep_paper(change.service, file))
    notice = _("Đã nhập. Chờ người khác của đơn vị đối chiếu với bản ký.")
    return see_other(request, f"/outside-decisions/{made.id}", notice=notice)


@pages.get("/outside-decisions/{outside_decision_id}")
async def show(request: Request, service: Here, me: Me, outside_decision_id: str) -> Response:
    unit = service.work.reading()
    case, one = await store.seen_by(unit, outside_decision_id, me)
    return page(request, "evaluation/outside_decisions/show.html", views.whole(one, case, me, unit.today))


@pages.post("/outside-decisions/{outside_decision_id}/confirmation")
async def confirm(
    request: Request,
    change: Change,
    outside_decision_id: str,
    command: Annotated[ConfirmCommand, from_form(ConfirmCommand)],
) -> Response:
    kept = await change(use_cases.confirm_decision, outside_decision_id, command)
    return see_other(request, f"/outside-decisions/{outside_decision_id}", notice=views.confirmed_notice(kept))


@pages.post("/outside-decisions/{outside_decision_id}/rejection")
@takes(LONG_FORM)
async def reject(
    request: Request, change: Change, outside_decision_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.reject_decision, outside_decision_id, command)
    notice = _("Đã ghi không đúng văn bản. Nhập lại từ trang hồ sơ đánh giá.")
    return see_other(request, f"/outside-decisions/{outside_decision_id}", notice=notice)


@pages.get("/cases/{case_id}/examination-again")
async def examination_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case = await examining.case_to_examine_again(service.work.reading(), case_id, me)
    return page(request, "evaluation/outside_decisions/again.html", {"case": case, "asked": form(Reason)})


@pages.post("/cases/{case_id}/examination-again")
@takes(LONG_FORM)
async def examine_again(
    request: Request, change: Change, case_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(examining.examine_again, case_id, command)
    return see_other(request, f"/cases/{case_id}", notice=_("Hội đồng được mở lại để xem xét, đánh giá lại."))
