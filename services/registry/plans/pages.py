"""The pages of year plans, and the panel they add to a product's page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import Forbidden, NotFound
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.labelled import form
from kit.web.lists import AskedOfList, Choice, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.panels import panels as panels_of
from kit.work import Unit
from law.places import CENTRE
from programme import names
from programme.roles import OFFICERS
from services.registry.plans import store, use_cases, views
from services.registry.plans.commands import ApprovePlanCommand, LineProductCommand, NewPlanCommand, PlanLineCommand
from services.registry.plans.lifecycle import LIFECYCLE, State
from services.registry.plans.plan import line_of
from services.registry.producers import store as producers
from services.registry.products import store as products
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()
OFFERED = 200
"""Products and producers of the territory to choose from."""


@panels.on("products/show")
async def plans_of_a_product(unit: Unit, product: Product, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None or not await products.may_manage(unit, product, me):
        return None
    found = await store.with_product(unit, product.id)
    readable = {plan.id for plan in found if store.may_see(plan, me)}
    lines = views.of_product(found, product.id, unit.today)
    return ("registry/plans/_of.html", {"lines": lines, "readable": readable}) if lines else None


@pages.get("/plans")
async def list_plans(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    year: Annotated[str, Query(max_length=4)] = "",
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    unit = service.work.reading()
    chosen = State(state) if state in set(State) else None
    years = [(str(one), str(one)) for one in range(unit.today.year + 2, unit.today.year - 4, -1)]
    year = year if year in dict(years) else ""
    found = await store.known_to(
        unit, me, of_year=int(year) if year else None, state=chosen, turn=asked.turn(store.ORDERS)
    )
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [
        Choice("year", _("Năm"), years, year, _("Mọi năm")),
        states(_("Trạng thái"), options, chosen.value if chosen else ""),
    ]
    view = {
        "plans": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/plans", asked, store.ORDERS, found, choices=choices),
        "may_make": any(one != CENTRE for one in me.offices(*OFFICERS)),
    }
    return page(request, "registry/plans/list.html", view)


@pages.get("/plan-results")
async def results(
    request: Request, service: Here, me: Me, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    unit = service.work.reading()
    chosen = year or unit.today.year
    found = views.results(chosen, await store.of_year(unit, me, chosen), me, unit.today)
    return page(request, "registry/plans/results.html", views.results_page(found, unit.today))


@pages.get("/plans/new")
async def making_form(request: Request, service: Here, me: Me) -> Response:
    if not any(one != CENTRE for one in me.offices(*OFFICERS)):
        raise Forbidden()
    return page(request, "registry/plans/new.html", views.blank(me, service.work.reading().today))


@pages.post("/plans/new")
async def make(request: Request, act: Act, command: Annotated[NewPlanCommand, from_form(NewPlanCommand)]) -> Response:
    plan = await act(use_cases.make_plan, command)
    return see_other(request, f"/plans/{plan.id}", notice=_("Đã lập kế hoạch. Thêm các sản phẩm rồi trình duyệt."))


@pages.get("/plans/{plan_id}")
async def show(request: Request, service: Here, me: Me, plan_id: str) -> Response:
    unit = service.work.reading()
    plan = await store.seen_by(unit, plan_id, me)
    view = views.whole(plan, me, unit.today)
    view["panels"] = await panels_of(request, "plans/show", plan, me)
    return page(request, "registry/plans/show.html", view)


@pages.get("/plans/{plan_id}/lines/new")
async def new_line(
    request: Request, service: Here, me: Me, plan_id: str, product: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    return await _line_form(request, service.work.reading(), me, plan_id, None, product)


@pages.post("/plans/{plan_id}/lines/new")
async def add_line(
    request: Request, change: Change, plan_id: str, command: Annotated[PlanLineCommand, from_form(PlanLineCommand)]
) -> Response:
    await change(use_cases.add_line, plan_id, command)
    return see_other(request, f"/plans/{plan_id}", notice=_("Đã thêm sản phẩm vào kế hoạch."))


@pages.get("/plans/{plan_id}/lines/{line_id}")
async def edit_line(request: Request, service: Here, me: Me, plan_id: str, line_id: str) -> Response:
    return await _line_form(request, service.work.reading(), me, plan_id, line_id)


@pages.post("/plans/{plan_id}/lines/{line_id}")
async def change_line(
    request: Request,
    change: Change,
    plan_id: str,
    line_id: str,
    command: Annotated[PlanLineCommand, from_form(PlanLineCommand)],
) -> Response:
    await change(use_cases.change_line, plan_id, line_id, command)
    return see_other(request, f"/plans/{plan_id}", notice=_("Đã lưu dòng kế hoạch."))


@pages.post("/plans/{plan_id}/lines/{line_id}/removal")
async def remove_line(request: Request, change: Change, plan_id: str, line_id: str) -> Response:
    await change(use_cases.remove_line, plan_id, line_id)
    return see_other(request, f"/plans/{plan_id}", notice=_("Đã bỏ sản phẩm khỏi kế hoạch."))


@pages.get("/plans/{plan_id}/lines/{line_id}/product")
async def tie_form(request: Request, service: Here, me: Me, plan_id: str, line_id: str) -> Response:
    unit = service.work.reading()
    plan = await use_cases.plan_to_write(unit, plan_id, me)
    line = line_of(plan.approved, line_id)
    if line is None:
        raise NotFound()
    offered = [(one.id, f"{one.name} – {one.producer_name}") for one in await _products(unit, me, line.called)]
    offered = offered or [(one.id, f"{one.name} – {one.producer_name}") for one in await _products(unit, me)]
    view = {"plan": plan, "row": views.row(line), "asked": form(LineProductCommand, None, {"product_id": offered})}
    return page(request, "registry/plans/tie.html", view)


@pages.post("/plans/{plan_id}/lines/{line_id}/product")
async def tie_line(
    request: Request,
    change: Change,
    plan_id: str,
    line_id: str,
    command: Annotated[LineProductCommand, from_form(LineProductCommand)],
) -> Response:
    await change(use_cases.tie_line, plan_id, line_id, command)
    return see_other(request, f"/plans/{plan_id}", notice=_("Đã gắn với sản phẩm đã đăng ký."))


@pages.post("/plans/{plan_id}/submission")
async def submit(request: Request, change: Change, plan_id: str) -> Response:
    await change(use_cases.submit_plan, plan_id)
    return see_other(request, f"/plans/{plan_id}", notice=_("Đã trình kế hoạch lên cấp trên."))


@pages.post("/plans/{plan_id}/approval")
async def approve(
    request: Request,
    change: Change,
    plan_id: str,
    command: Annotated[ApprovePlanCommand, from_form(ApprovePlanCommand)],
) -> Response:
    await change(use_cases.approve_plan, plan_id, command)
    return see_other(request, f"/plans/{plan_id}", notice=_("Đã phê duyệt kế hoạch."))


@pages.get("/plans/{plan_id}/return")
async def return_form(request: Request, service: Here, me: Me, plan_id: str) -> Response:
    plan = await use_cases.plan_to_approve(service.work.reading(), plan_id, me)
    return page(request, "registry/plans/reason.html", _asking(plan.id, plan.version, "return", _("Trả lại kế hoạch")))


@pages.post("/plans/{plan_id}/return")
async def send_back(
    request: Request, change: Change, plan_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.send_plan_back, plan_id, command)
    return see_other(request, f"/plans/{plan_id}", notice=_("Đã trả lại kế hoạch kèm lý do."))


@pages.get("/plans/{plan_id}/amendment")
async def amendment_form(request: Request, service: Here, me: Me, plan_id: str) -> Response:
    plan = await use_cases.plan_to_write(service.work.reading(), plan_id, me)
    return page(
        request, "registry/plans/reason.html", _asking(plan.id, plan.version, "amendment", _("Điều chỉnh kế hoạch"))
    )


@pages.post("/plans/{plan_id}/amendment")
async def amend(
    request: Request, change: Change, plan_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.amend_plan, plan_id, command)
    return see_other(
        request,
        f"/plans/{plan_id}",
        notice=_("Kế hoạch đã duyệt vẫn có hiệu lực cho đến khi bản điều chỉnh được duyệt."),
    )


def _asking(id: str, version: int, path: str, title: str) -> dict[str, Any]:
    return {"plan_id": id, "version": version, "path": path, "title": title, "asked": form(Reason)}


async def _line_form(
    request: Request, unit: Unit, me: Principal, plan_id: str, line_id: str | None, product: str = ""
) -> Response:
    plan = await use_cases.plan_to_write(unit, plan_id, me)
    known = line_of(plan.lines, line_id) if line_id else None
    if line_id and known is None:
        raise NotFound()
    offered = await _products(unit, me)
    named = product or (known.product_id if known else None)
    if named and named not in {one.id for one in offered}:
        offered = [await products.managed_by(unit, named, me), *offered]
    makers = (await producers.known_to(unit, me, limit=OFFERED)).items
    return page(request, "registry/plans/line.html", views.line_form(plan, known, offered, makers, product))


async def _products(unit: Unit, me: Principal, text: str = "") -> list[Product]:
    return (await products.known_to(unit, me, text=text, limit=OFFERED)).items
