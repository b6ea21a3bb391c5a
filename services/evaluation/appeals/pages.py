"""The pages of appeals: what waits, one with its steps; and on a ruling's page, where those against it stand."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import Refusal
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from services.evaluation.appeals import store, use_cases, views
from services.evaluation.appeals.commands import AcceptanceCommand, SettlementCommand
from services.evaluation.appeals.lifecycle import LIFECYCLE, OPEN_STATES, State
from services.evaluation.rulings.ruling import Ruling

pages = APIRouter(prefix="/appeals")
panels = Panels()


@panels.on("rulings/show")
async def appeals_of_a_ruling(unit: Unit, ruling: Ruling, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    found = await store.of_ruling_seen_by(unit, ruling.id, me) if me else []
    rows = [views.row(one, unit.today) for one in found]
    return ("evaluation/appeals/_of.html", {"appeals": rows}) if rows else None


@pages.get("")
async def list_appeals(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=OPEN_STATES)
    found = await store.listed(unit, me, asked.turn(store.ORDERS), states=wanted, text=asked.q)
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Chưa giải quyết xong"))]
    search = _("Sản phẩm, chủ thể hoặc số quyết định")
    view = {
        "appeals": [views.row(one, unit.today) for one in found.items],
        "list": listing(request, "/appeals", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "evaluation/appeals/list.html", view)


@pages.get("/{appeal_id}")
async def show(request: Request, service: Here, me: Me, appeal_id: str) -> Response:
    unit = service.work.reading()
    appeal = await store.seen_by(unit, appeal_id, me)
    settles = await _settles(unit, appeal_id, me)
    return page(request, "evaluation/appeals/show.html", views.whole(appeal, me, unit.today, settles=settles))


@pages.post("/{appeal_id}/acceptance")
async def accept(
    request: Request,
    change: Change,
    appeal_id: str,
    command: Annotated[AcceptanceCommand, from_form(AcceptanceCommand)],
) -> Response:
    await change(use_cases.accept_appeal, appeal_id, command)
    return see_other(request, f"/appeals/{appeal_id}", notice=_("Đã thụ lý khiếu nại."))


@pages.post("/{appeal_id}/refusal")
async def refuse(
    request: Request, change: Change, appeal_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.refuse_appeal, appeal_id, command)
    return see_other(request, f"/appeals/{appeal_id}", notice=_("Đã ghi không thụ lý khiếu nại."))


@pages.post("/{appeal_id}/settlement")
async def settle(
    request: Request,
    change: Change,
    appeal_id: str,
    command: Annotated[SettlementCommand, from_form(SettlementCommand)],
) -> Response:
    await change(use_cases.settle_appeal, appeal_id, command)
    return see_other(request, f"/appeals/{appeal_id}", notice=_("Đã giải quyết khiếu nại."))


@pages.post("/{appeal_id}/withdrawal")
async def take_back(
    request: Request, change: Change, appeal_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.take_back_appeal, appeal_id, command)
    return see_other(request, f"/appeals/{appeal_id}", notice=_("Đã rút khiếu nại."))


async def _settles(unit: Unit, appeal_id: str, me: Principal) -> bool:
    """Whether a person may settle it, by the line of the use case."""
    try:
        await use_cases.appeal_to_settle(unit, appeal_id, me)
    except Refusal:
        return False
    return True
