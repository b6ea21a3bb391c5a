"""The pages of the plans of inspection, for who inspects."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from services.registry.inspections import plan_store, store, use_cases, views
from services.registry.inspections.commands import ApprovalCommand, LineCommand, PlanCommand
from services.registry.producers import store as producers

pages = APIRouter()


@pages.get("/inspection-plans")
async def list_plans(request: Request, service: Here, me: Me, asked: AskedOfList) -> Response:
    unit = service.work.reading()
    use_cases.require_officer(me)
    found = await plan_store.known_to(unit, me, asked.turn(plan_store.ORDERS))
    view = {
        "plans": [views.plan_line(one, unit.today) for one in found.items],
        "list": listing(request, "/inspection-plans", asked, plan_store.ORDERS, found),
    }
    return page(request, "registry/inspections/plans.html", view)


@pages.get("/inspection-plans/new")
async def planning_form(request: Request, service: Here, me: Me) -> Response:
    use_cases.require_officer(me)
    return page(request, "registry/inspections/plan_new.html", views.planning(me, service.work.reading().today))


@pages.post("/inspection-plans/new")
async def open_plan(request: Request, act: Act, command: Annotated[PlanCommand, from_form(PlanCommand)]) -> Response:
    made = await act(use_cases.open_plan, command)
    notice = _("Đã mở kế hoạch. Thêm chủ thể ở đây hoặc từ danh sách rủi ro.")
    return see_other(request, f"/inspection-plans/{made.id}", notice=notice)


@pages.get("/inspection-plans/{plan_id}")
async def show_plan(request: Request, service: Here, me: Me, plan_id: str) -> Response:
    unit = service.work.reading()
    plan = await plan_store.seen_by(unit, plan_id, me)
    visits = await store.of_plan(unit, plan.id)
    return page(request, "registry/inspections/plan.html", views.plan_page(plan, visits, me, unit.today))


@pages.get("/inspection-plans/{plan_id}/lines/new")
async def line_form(
    request: Request,
    service: Here,
    me: Me,
    plan_id: str,
    producer: Annotated[str, Query(max_length=100)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Whom to inspect is looked for by name; then what about, when and why."""
    unit = service.work.reading()
    plan = await use_cases.plan_to_change(unit, plan_id, me)
    if producer:
        whom = await producers.seen_by(unit, producer, me)
        return page(request, "registry/inspections/plan_line.html", views.line_form(plan, whom))
    found = (await producers.known_to(unit, me, text=q, limit=20)).items if q.strip() else []
    view = {"plan": plan, "q": q, "found": found}
    return page(request, "registry/inspections/plan_whom.html", view)


@pages.post("/inspection-plans/{plan_id}/lines/new")
async def add_line(
    request: Request, change: Change, plan_id: str, producer: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    await change(use_cases.add_line, plan_id, read(LineCommand, await form_of(request), producer_id=producer))
    return see_other(request, f"/inspection-plans/{plan_id}", notice=_("Đã thêm chủ thể vào kế hoạch."))


@pages.post("/inspection-plans/{plan_id}/lines/{line_id}/removal")
async def remove_line(request: Request, change: Change, plan_id: str, line_id: str) -> Response:
    await change(use_cases.remove_line, plan_id, line_id)
    return see_other(request, f"/inspection-plans/{plan_id}", notice=_("Đã bỏ dòng khỏi kế hoạch."))


@pages.post("/inspection-plans/{plan_id}/approval")
async def approve(
    request: Request, change: Change, plan_id: str, command: Annotated[ApprovalCommand, from_form(ApprovalCommand)]
) -> Response:
    await change(use_cases.approve_plan, plan_id, command)
    return see_other(request, f"/inspection-plans/{plan_id}", notice=_("Đã ghi phê duyệt kế hoạch."))


@pages.post("/inspection-plans/{plan_id}/amendment")
async def amend(
    request: Request, change: Change, plan_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.amend_plan, plan_id, command)
    notice = _("Đã mở lại kế hoạch. Sửa xong thì ghi phê duyệt lần nữa.")
    return see_other(request, f"/inspection-plans/{plan_id}", notice=notice)


@pages.post("/inspection-plans/{plan_id}/closing")
async def close(request: Request, change: Change, plan_id: str) -> Response:
    await change(use_cases.close_plan, plan_id)
    return see_other(request, f"/inspection-plans/{plan_id}", notice=_("Đã kết thúc năm kế hoạch."))
