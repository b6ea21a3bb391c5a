"""The page of a case's written opinions, and what of them stands on the case's page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import NotFound, Refusal
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from services.evaluation.cases import access
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.opinions import rules, store, use_cases, views
from services.evaluation.opinions.commands import AskCommand, OpinionCommand, SummaryCommand

pages = APIRouter(prefix="/cases/{case_id}/opinions")
panels = Panels()


@panels.on("cases/show")
async def opinions_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    """To the office's side alone: where the forms stand, or that they may be asked for."""
    if me is None or not access.sees_all(case, me):
        return None
    found = await store.latest_of(unit, case.id)
    if found is None and not (use_cases.leads(case, me) and rules.may_be_asked(case)):
        return None
    return "evaluation/opinions/_of.html", {"case": case, "line": views.line(found, unit.today) if found else None}


@panels.on("scoring/show")
async def opinions_of_a_scoring(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    """Where the council said its opinion in writing instead of scoring."""
    found = await store.latest_of(unit, case.id) if me is not None and access.sees_all(case, me) else None
    return ("evaluation/opinions/_of.html", {"case": case, "line": views.line(found, unit.today)}) if found else None


@pages.get("")
async def show(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_inside(unit, case_id, me)
    found = await store.latest_of(unit, case_id)
    if found is None and not (use_cases.leads(case, me) and rules.may_be_asked(case)):
        raise NotFound()
    mine = await store.own_form(unit, found.id, me.id) if found else None
    may_answer = await _may_answer(unit, case_id, me)
    view = views.whole(case, found, mine, me, unit.today, may_answer=may_answer)
    return page(request, "evaluation/opinions/show.html", view)


@pages.post("")
async def ask(
    request: Request, change: Change, case_id: str, command: Annotated[AskCommand, from_form(AskCommand)]
) -> Response:
    await change(use_cases.ask_opinions, case_id, command)
    return see_other(request, f"/cases/{case_id}/opinions", notice=_("Đã gửi phiếu lấy ý kiến."))


@pages.post("/mine")
async def answer(
    request: Request, act: Act, case_id: str, command: Annotated[OpinionCommand, from_form(OpinionCommand)]
) -> Response:
    await act(use_cases.answer, case_id, command)
    return see_other(request, f"/cases/{case_id}/opinions", notice=_("Phiếu của ông, bà đã niêm phong."))


@pages.post("/conclusion")
async def conclude(
    request: Request, change: Change, case_id: str, command: Annotated[SummaryCommand, from_form(SummaryCommand)]
) -> Response:
    await change(use_cases.conclude_opinions, case_id, command)
    return see_other(request, f"/cases/{case_id}/opinions", notice=_("Đã mở tất cả phiếu và tổng hợp."))


@pages.post("/cancellation")
async def cancel(
    request: Request, change: Change, case_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.cancel_opinions, case_id, command)
    return see_other(request, f"/cases/{case_id}/opinions", notice=_("Đã dừng lấy ý kiến."))


async def _may_answer(unit: Unit, case_id: str, me: Principal) -> bool:
    """Whether a person was asked, by the line of the use case."""
    try:
        await use_cases.asked_of_me(unit, case_id, me)
    except Refusal:
        return False
    return True
