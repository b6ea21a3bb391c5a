"""The pages of rights, and the panels they add to the pages of producers and products."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import read, read_with_file
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, Choice, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from law.places import CENTRE
from programme import names
from programme.roles import REGISTRARS, keeps
from services.registry.credentials.paper_files import LIMIT, keep_paper
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.rights import store, use_cases, views
from services.registry.rights.commands import FileRightCommand, RightPaperCommand
from services.registry.rights.lifecycle import LIFECYCLE, State
from services.registry.rights.right import Right

pages = APIRouter()
panels = Panels()
RUNS: dict[str, Callable[..., Awaitable[Right]]] = {
    "acceptance": use_cases.accept_right,
    "publication": use_cases.publish_right,
    "grant": use_cases.grant_right,
    "refusal": use_cases.refuse_right,
    "giving-up": use_cases.give_up_right,
}


@panels.on("producers/show")
async def rights_of_a_producer(
    unit: Unit, producer: Producer, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    if me is None:
        return None
    found = await store.about(unit, me, producer_id=producer.id)
    files = f"/rights/new?producer={producer.id}" if keeps(me, producer.id, producer.place.path) else None
    return "registry/rights/_of.html", {"rights": [views.line(one, unit.today) for one in found], "files": files}


@panels.on("products/show")
async def rights_of_a_product(unit: Unit, product: Product, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None or not await products.may_manage(unit, product, me):
        return None
    found = await store.about(unit, me, product_id=product.id)
    at = f"/rights/new?producer={product.producer_id}&product={product.id}"
    files = at if product.producer_id and keeps(me, product.producer_id, product.place.path) else None
    return "registry/rights/_of.html", {"rights": [views.line(one, unit.today) for one in found], "files": files}


@pages.get("/rights")
async def list_rights(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    kind: Annotated[str, Query(max_length=100)] = "",
    state: Annotated[str, Query(max_length=30)] = "",
    helped: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in set(State) else None
    kind = kind if kind in dict(views.kinds()) else ""
    helped = helped if helped in ("yes", "no") else ""
    by_office, turn = {"yes": True, "no": False}.get(helped), asked.turn(store.ORDERS)
    found = await store.known_to(unit, me, of_kind=kind, state=chosen, helped=by_office, text=asked.q, turn=turn)
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [
        Choice("kind", _("Loại quyền"), views.kinds(), kind, _("Mọi loại")),
        states(_("Trạng thái"), options, chosen.value if chosen else ""),
        Choice("helped", _("Hỗ trợ"), views.helped_or_not(), helped, _("Có hoặc không")),
    ]
    search = _("Tên, số đơn, chủ thể hoặc sản phẩm")
    view = {
        "rights": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/rights", asked, store.ORDERS, found, choices=choices, search=search),
        "may_file": any(one != CENTRE for one in me.offices(*REGISTRARS)),
    }
    return page(request, "registry/rights/list.html", view)


@pages.get("/rights/new")
async def filing_form(
    request: Request,
    service: Here,
    me: Me,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    concern = await use_cases.applicant(unit, producer or None, product or None, None, me)
    offered = await products.of_producer(unit, producer, me) if producer else []
    offices = [] if producer else [one for one in me.offices(*REGISTRARS) if one != CENTRE]
    view = views.blank(concern, use_cases.helpers_of(concern, unit), offered, offices, unit.today)
    return page(request, "registry/rights/form.html", view)


@pages.post("/rights/new")
async def file(
    request: Request,
    act: Act,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    command = read(FileRightCommand, await form_of(request), producer_id=producer or None)
    right = await act(use_cases.file_right, command)
    return see_other(request, f"/rights/{right.id}", notice=_("Đã ghi đơn đăng ký."))


@pages.get("/rights/{right_id}")
async def show(request: Request, service: Here, me: Me, right_id: str) -> Response:
    unit = service.work.reading()
    right = await store.seen_by(unit, right_id, me)
    return page(request, "registry/rights/show.html", views.whole(right, me, unit.today) | {"limit": LIMIT})


@pages.post("/rights/{right_id}/papers")
@takes(LIMIT + FORM_BYTES)
async def add_paper(request: Request, act: Act, right_id: str) -> Response:
    right = await use_cases.must_take_paper(act.reading(), right_id, by=act.me)  # before its bytes are read
    command, given = read_with_file(RightPaperCommand, await form_of(request))
    kept = await keep_paper(act.service, right.producer_id or right.place.path, given)
    await act(use_cases.add_paper, right_id, command, kept)
    return see_other(request, f"/rights/{right_id}", notice=_("Đã tải lên {name}.", name=kept.name))


@pages.get("/rights/{right_id}/steps/{step}")
async def step_form(request: Request, service: Here, me: Me, right_id: str, step: str) -> Response:
    unit = service.work.reading()
    right = await use_cases.right_to_change(unit, right_id, me)
    return page(request, "registry/rights/step.html", views.step_page(right, _step(step), unit.today))


@pages.post("/rights/{right_id}/steps/{step}")
async def take_step(request: Request, change: Change, right_id: str, step: str) -> Response:
    asked = _step(step)
    await use_cases.right_to_change(change.reading(), right_id, change.me)
    await change(RUNS[step], right_id, read(asked.command, await form_of(request)))
    return see_other(request, f"/rights/{right_id}", notice=_("Đã ghi bước của đơn."))


def _step(path: str) -> views.StepPage:
    found = next((one for one in views.STEPS if one.path == path), None)
    if found is None:
        raise NotFound()
    return found
