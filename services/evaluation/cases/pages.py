"""The pages of cases: the list, one case, and what its office does with it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.labelled import form
from kit.web.limits import LONG_FORM, takes
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from law.terms import supplement_term
from programme import names
from services.evaluation.cases import legal, store, use_cases, views
from services.evaluation.cases.commands import ForwardingCommand, ReturnCommand, ScreeningCommand
from services.evaluation.cases.lifecycle import State

pages = APIRouter()


@pages.get("/cases")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in {s.value for s in State} else None
    orders = store.newest_first(me)
    found = await store.before(unit, me, state=chosen, text=asked.q, turn=asked.turn(orders))
    choices = [states(_("Trạng thái"), views.states(me), chosen.value if chosen else "")]
    search = _("Số tiếp nhận, sản phẩm hoặc chủ thể")
    view = {
        "cases": [views.row(case, me, unit.today) for case in found.items],
        "list": listing(request, "/cases", asked, orders, found, choices=choices, search=search),
    }
    return page(request, "evaluation/cases/list.html", view)


@pages.get("/cases/{case_id}")
async def show_case(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await store.seen_by(unit, case_id, me)
    shown = await use_cases.case_shown_to(unit, case, me)
    view = views.whole(shown, me, unit.today) | {"claim_whole": shown is case}
    view["panels"] = await panels_of(request, "cases/show" if view["inside"] else "cases/mine", case, me)
    return page(request, "evaluation/cases/show.html" if view["inside"] else "evaluation/cases/mine.html", view)


@pages.get("/cases/{case_id}/screening")
async def screening_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case = await use_cases.case_to_act_on(service.work.reading(), case_id, me)
    return page(request, "evaluation/cases/screening.html", views.screening_form(case, me))


@pages.post("/cases/{case_id}/screening")
async def screen(
    request: Request, change: Change, case_id: str, command: Annotated[ScreeningCommand, from_form(ScreeningCommand)]
) -> Response:
    await change(use_cases.screen_case, case_id, command)
    return see_other(request, f"/cases/{case_id}", notice=_("Đã ghi kết quả thẩm tra."))


@pages.get("/cases/{case_id}/return")
async def return_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case = await use_cases.case_to_act_on(service.work.reading(), case_id, me)
    usual = supplement_term().last_day(service.work.reading().today)
    return page(request, "evaluation/cases/return.html", {"case": case, "asked": form(ReturnCommand), "usual": usual})


@pages.post("/cases/{case_id}/return")
@takes(LONG_FORM)
async def send_back(request: Request, change: Change, case_id: str) -> Response:
    sent = await form_of(request)
    lines = [line for line in str(sent.get("missing", "")).splitlines() if line.strip()]
    await change(use_cases.return_case, case_id, read(ReturnCommand, sent, missing=lines))
    return see_other(request, f"/cases/{case_id}", notice=_("Đã trả hồ sơ để chủ thể bổ sung."))


@pages.get("/cases/{case_id}/unsupplemented")
async def unsupplemented_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case = await use_cases.case_unsupplemented(service.work.reading(), case_id, me)
    view = {"case": case, "back": case.returns[-1], "asked": form(Reason)}
    return page(request, "evaluation/cases/unsupplemented.html", view)


@pages.post("/cases/{case_id}/unsupplemented")
@takes(LONG_FORM)
async def decline_unsupplemented(
    request: Request, change: Change, case_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.decline_unsupplemented_case, case_id, command)
    return see_other(request, f"/cases/{case_id}", notice=_("Đã kết thúc hồ sơ quá hạn bổ sung."))


@pages.get("/cases/{case_id}/forwarding")
async def forwarding_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await use_cases.case_to_act_on(unit, case_id, me)
    above = legal.office_above(legal.rulebook_of(case.dossier), case, unit.today)
    view = {"case": case, "to": names.office(above.office, case.opened_on), "asked": form(ForwardingCommand)}
    return page(request, "evaluation/cases/forwarding.html", view)


@pages.post("/cases/{case_id}/forwarding")
async def forward(
    request: Request, change: Change, case_id: str, command: Annotated[ForwardingCommand, from_form(ForwardingCommand)]
) -> Response:
    case = await change(use_cases.forward_case, case_id, command)
    to = names.office(case.to_office or "", case.opened_on)
    return see_other(request, f"/cases/{case_id}", notice=_("Đã chuyển hồ sơ đến {office}.", office=to))
