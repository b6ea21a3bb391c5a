"""The pages of advice, and the panels they add to the pages of producers, products and plans."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.lists import AskedOfList, Choice, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from programme.roles import OFFICERS
from services.registry.advice import store, use_cases, views
from services.registry.advice.commands import AdviceCommand, CloseAdviceCommand
from services.registry.advice.lifecycle import LIFECYCLE, State
from services.registry.plans import store as plans
from services.registry.plans.plan import Plan, line_of
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()
Shown = tuple[str, dict[str, Any]] | None


@panels.on("producers/show")
async def advice_to_a_producer(unit: Unit, producer: Producer, me: Principal | None) -> Shown:
    if me is None:
        return None
    found = await store.about(unit, me, producer_id=producer.id)
    give = f"/advice/new?producer={producer.id}" if me.covers(producer.place.path, *OFFICERS) else None
    return "registry/advice/_of.html", {"advice": [views.line(one, unit.today) for one in found], "give": give}


@panels.on("products/show")
async def advice_about_a_product(unit: Unit, product: Product, me: Principal | None) -> Shown:
    if me is None or not product.producer_id or not await products.may_manage(unit, product, me):
        return None
    found = await store.about(unit, me, product_id=product.id)
    at = f"/advice/new?producer={product.producer_id}&product={product.id}"
    give = at if me.covers(product.place.path, *OFFICERS) else None
    return "registry/advice/_of.html", {"advice": [views.line(one, unit.today) for one in found], "give": give}


@panels.on("plans/show")
async def support_of_a_plan(unit: Unit, plan: Plan, me: Principal | None) -> Shown:
    if me is None or not plan.edition:
        return None
    given = await store.of_lines(unit, me, [line.id for line in plan.approved])
    rows = views.support_rows(views.support(plan.year, [plan], given), unit.today)
    makers = {line.id: line.concern.producer_id for line in plan.approved if line.concern and line.concern.producer_id}
    return "registry/advice/_support.html", {"rows": rows, "makers": makers, "of_plan": True}


@pages.get("/advice")
async def list_advice(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    topic: Annotated[str, Query(max_length=100)] = "",
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=[State.OPEN])
    topic = topic if topic in dict(views.topics()) else ""
    found = await store.known_to(unit, me, of_topic=topic, states=wanted, text=asked.q, turn=asked.turn(store.ORDERS))
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [
        Choice("topic", _("Lĩnh vực"), views.topics(), topic, _("Mọi lĩnh vực")),
        states(_("Trạng thái"), options, state, blank=_("Việc còn mở")),
    ]
    search = _("Nội dung, chủ thể hoặc sản phẩm")
    view = {
        "advice": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/advice", asked, store.ORDERS, found, choices=choices, search=search),
        "officer": me.has(*OFFICERS),
    }
    return page(request, "registry/advice/list.html", view)


@pages.get("/advice-support")
async def support(
    request: Request, service: Here, me: Me, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    unit = service.work.reading()
    chosen = year or unit.today.year
    found = await plans.of_year(unit, me, chosen)
    given = await store.of_lines(unit, me, [line.id for plan in found for line in plan.approved])
    rows = views.support_rows(views.support(chosen, found, given), unit.today)
    return page(request, "registry/advice/support.html", {"year": chosen, "rows": rows, "of_plan": False})


@pages.get("/advice/new")
async def giving_form(
    request: Request,
    service: Here,
    me: Me,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
    line: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    concern = await use_cases.concern_to_advise(unit, producer, product or None, me)
    offered = await products.of_producer(unit, producer, me)
    planned = await _planned(unit, line, me)
    return page(request, "registry/advice/form.html", views.blank(concern, offered, planned, unit.today))


@pages.post("/advice/new")
async def give(
    request: Request,
    act: Act,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
    line: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    command = read(AdviceCommand, await form_of(request), producer_id=producer, plan_line_id=line or None)
    counsel = await act(use_cases.give_advice, command)
    return see_other(request, f"/advice/{counsel.id}", notice=_("Đã ghi lần tư vấn."))


@pages.get("/advice/{advice_id}")
async def show(request: Request, service: Here, me: Me, advice_id: str) -> Response:
    unit = service.work.reading()
    counsel = await store.seen_by(unit, advice_id, me)
    return page(request, "registry/advice/show.html", views.whole(counsel, me, unit.today))


@pages.post("/advice/{advice_id}/closing")
async def close(
    request: Request,
    change: Change,
    advice_id: str,
    command: Annotated[CloseAdviceCommand, from_form(CloseAdviceCommand)],
) -> Response:
    await change(use_cases.close_advice, advice_id, command)
    return see_other(request, f"/advice/{advice_id}", notice=_("Đã ghi kết quả của việc tiếp theo."))


async def _planned(unit: Unit, line_id: str, me: Principal) -> tuple[str, str] | None:
    found = await plans.plans.first(unit, {"approved.id": line_id}) if line_id else None
    line = line_of(found.approved, line_id) if found and plans.may_see(found, me) else None
    return (line.id, line.called) if line else None
