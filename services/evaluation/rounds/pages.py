"""The pages of rounds: the list, one round with what endangers its end, its cases; and where a case's page says its round."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from programme.roles import OFFICERS
from services.evaluation.cases import store as cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State as CaseState
from services.evaluation.rounds import rules, store, use_cases, views
from services.evaluation.rounds.commands import CarryOverCommand, ChangePlanCommand, PlanRoundCommand
from services.evaluation.rounds.lifecycle import LIFECYCLE, State

pages = APIRouter()
panels = Panels()


@panels.on("cases/show")
async def round_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    """To the office's side: in which round the case is."""
    if me is None or case.placed is None:
        return None
    return "evaluation/rounds/_of.html", views.of_case(case.placed, unit.today)


@pages.get("/rounds")
async def list_rounds(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=store.LIVE)
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), states=wanted, text=asked.q)
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Chưa kết thúc"))]
    plans = use_cases.planning_offices(me, unit.today)
    view = {
        "rounds": [views.row(one, unit.today) for one in found.items],
        "list": listing(request, "/rounds", asked, store.ORDERS, found, choices=choices, search=_("Tên đợt")),
        "may_plan": bool(plans),
        "unplaced": await store.unplaced(unit, plans) if plans else 0,
    }
    return page(request, "evaluation/rounds/list.html", view)


@pages.get("/rounds/new")
async def planning_form(request: Request, service: Here, me: Me) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    return page(request, "evaluation/rounds/new.html", views.planning(me, service.work.reading().today))


@pages.post("/rounds/new")
async def plan_round(
    request: Request, act: Act, command: Annotated[PlanRoundCommand, from_form(PlanRoundCommand)]
) -> Response:
    round = await act(use_cases.plan_round, command)
    return see_other(request, f"/rounds/{round.id}", notice=_("Đã ghi đợt đánh giá."))


@pages.get("/rounds/{round_id}")
async def show_round(request: Request, service: Here, me: Me, round_id: str) -> Response:
    unit = service.work.reading()
    round = await store.seen_by(unit, round_id, me)
    by_state = await store.by_state(unit, round, me)
    endangering = await store.endangering(unit, round, me, views.MOST_ENDANGERING + 1)
    following = await use_cases.next_of(unit, round)
    view = views.whole(round, by_state, endangering, me, unit.today, following)
    return page(request, "evaluation/rounds/show.html", view)


@pages.get("/rounds/{round_id}/plan")
async def plan_form(request: Request, service: Here, me: Me, round_id: str) -> Response:
    round = await use_cases.to_run(service.work.reading(), round_id, me)
    return page(request, "evaluation/rounds/plan.html", views.replanning(round))


@pages.post("/rounds/{round_id}/plan")
async def change_plan(
    request: Request,
    change: Change,
    round_id: str,
    command: Annotated[ChangePlanCommand, from_form(ChangePlanCommand)],
) -> Response:
    await change(use_cases.change_plan, round_id, command)
    return see_other(request, f"/rounds/{round_id}", notice=_("Đã đổi kế hoạch của đợt đánh giá."))


@pages.get("/rounds/{round_id}/discard")
async def discard_form(request: Request, service: Here, me: Me, round_id: str) -> Response:
    round = await use_cases.to_run(service.work.reading(), round_id, me)
    return page(request, "evaluation/rounds/discard.html", views.discarding(round))


@pages.post("/rounds/{round_id}/discard")
async def discard_round(
    request: Request, change: Change, round_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.discard_round, round_id, command)
    return see_other(request, f"/rounds/{round_id}", notice=_("Đã bỏ đợt đánh giá."))


@pages.get("/rounds/{round_id}/cases")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    round_id: str,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    round = await store.seen_by(unit, round_id, me)
    state, wanted = narrowed(state, CaseState, unasked=rules.WAITING)
    orders = cases.orders_for(me)
    found = await store.cases_in(unit, round, me, asked.turn(orders), states=wanted, text=asked.q)
    choices = [states(_("Trạng thái"), views.states(), state, blank=_("Chưa có kết quả"))]
    search = _("Số tiếp nhận, sản phẩm hoặc chủ thể")
    view = {
        "round": round,
        "name": views.called(round),
        "cases": views.case_rows(found.items, me, unit.today),
        "list": listing(
            request, f"/rounds/{round_id}/cases", asked, orders, found, choices=choices, search=search
        ),
    }  # fmt: skip
    return page(request, "evaluation/rounds/cases.html", view)


@pages.get("/rounds/{round_id}/carry-overs")
async def carrying_form(request: Request, service: Here, me: Me, round_id: str) -> Response:
    unit = service.work.reading()
    round = await use_cases.to_run(unit, round_id, me)
    waiting, following = await store.waiting_in(unit, round, me), await use_cases.next_of(unit, round)
    view = views.carrying(round, waiting, following, me, unit.today)
    return page(request, "evaluation/rounds/carrying.html", view)


@pages.post("/rounds/{round_id}/carry-overs")
async def carry_over(
    request: Request,
    change: Change,
    round_id: str,
    command: Annotated[CarryOverCommand, from_form(CarryOverCommand)],
) -> Response:
    await change(use_cases.carry_over, round_id, command)
    said = _("Đã chuyển {count} hồ sơ sang đợt sau; cấp xã được báo ngày.", count=len(set(command.cases)))
    return see_other(request, f"/rounds/{round_id}", notice=said)


@pages.post("/rounds/{round_id}/closing")
async def close_round(request: Request, change: Change, round_id: str) -> Response:
    await change(use_cases.close_round, round_id)
    return see_other(request, f"/rounds/{round_id}", notice=_("Đã kết thúc đợt đánh giá."))
