"""The pages of linkage contracts, and the panels they add to the pages of producers and products."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, Choice, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from programme.roles import keeps
from services.registry.credentials.paper_files import LIMIT, keep_paper
from services.registry.linkages import store, use_cases, views
from services.registry.linkages.commands import EndLinkageCommand, LinkageCommand, NewLinkageCommand
from services.registry.linkages.lifecycle import LIFECYCLE, State
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()
Shown = tuple[str, dict[str, Any]] | None


@panels.on("producers/show")
async def linkages_of_a_producer(unit: Unit, producer: Producer, me: Principal | None) -> Shown:
    if me is None:
        return None
    found = await store.about(unit, me, producer_id=producer.id)
    record = f"/linkages/new?producer={producer.id}" if keeps(me, producer.id, producer.place.path) else None
    return "registry/linkages/_of.html", {"linkages": [views.line(one, unit.today) for one in found], "record": record}


@panels.on("products/show")
async def linkages_of_a_product(unit: Unit, product: Product, me: Principal | None) -> Shown:
    if me is None or not product.producer_id or not await products.may_manage(unit, product, me):
        return None
    found = await store.about(unit, me, producer_id=product.producer_id, product_id=product.id)
    at = f"/linkages/new?producer={product.producer_id}&product={product.id}"
    record = at if keeps(me, product.producer_id, product.place.path) else None
    return "registry/linkages/_of.html", {"linkages": [views.line(one, unit.today) for one in found], "record": record}


@pages.get("/linkages")
async def list_linkages(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    kind: Annotated[str, Query(max_length=100)] = "",
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=[State.IN_FORCE])
    kind = kind if kind in dict(views.kinds()) else ""
    found = await store.known_to(unit, me, of_kind=kind, states=wanted, text=asked.q, turn=asked.turn(store.ORDERS))
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [
        Choice("kind", _("Hình thức liên kết"), views.kinds(), kind, _("Mọi hình thức")),
        states(_("Trạng thái"), options, state, blank=_("Còn hiệu lực")),
    ]
    search = _("Hàng hóa, đối tác, chủ thể hoặc sản phẩm")
    added = views.sums(await store.in_force_seen_by(unit, me))
    view = {
        "linkages": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/linkages", asked, store.ORDERS, found, choices=choices, search=search),
        "sums": views.sum_rows(added) if added.contracts else [],
        "whole": added.whole,
    }
    return page(request, "registry/linkages/list.html", view)


@pages.get("/linkages/new")
async def recording_form(
    request: Request,
    service: Here,
    me: Me,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    concern = await use_cases.concern_to_record_for(unit, producer, product or None, me)
    view = views.blank(concern, await products.of_producer(unit, producer, me))
    return page(request, "registry/linkages/form.html", view | {"limit": LIMIT})


@pages.post("/linkages/new")
@takes(LIMIT + FORM_BYTES)
async def record(
    request: Request,
    act: Act,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    await use_cases.concern_to_record_for(act.reading(), producer, product or None, act.me)  # before bytes are read
    sent = await form_of(request)
    command = read(NewLinkageCommand, sent, producer_id=producer)
    await use_cases.must_record(act.reading(), command, by=act.me)
    given = sent.get("file")
    file = given if isinstance(given, UploadFile) and given.filename else None
    kept = await keep_paper(act.service, producer, file) if file else None
    linkage = await act(use_cases.record_linkage, command, kept)
    return see_other(request, f"/linkages/{linkage.id}", notice=_("Đã ghi hợp đồng liên kết."))


@pages.get("/linkages/{linkage_id}")
async def show(request: Request, service: Here, me: Me, linkage_id: str) -> Response:
    unit = service.work.reading()
    linkage = await store.seen_by(unit, linkage_id, me)
    return page(request, "registry/linkages/show.html", views.whole(linkage, me, unit.today))


@pages.get("/linkages/{linkage_id}/edit")
async def edit_form(request: Request, service: Here, me: Me, linkage_id: str) -> Response:
    linkage = await use_cases.linkage_to_change(service.work.reading(), linkage_id, me)
    return page(request, "registry/linkages/form.html", views.filled(linkage))


@pages.post("/linkages/{linkage_id}/edit")
async def edit(
    request: Request, change: Change, linkage_id: str, command: Annotated[LinkageCommand, from_form(LinkageCommand)]
) -> Response:
    await change(use_cases.change_linkage, linkage_id, command)
    return see_other(request, f"/linkages/{linkage_id}", notice=_("Đã lưu hợp đồng liên kết."))


@pages.get("/linkages/{linkage_id}/ending")
async def ending_form(request: Request, service: Here, me: Me, linkage_id: str) -> Response:
    unit = service.work.reading()
    linkage = await use_cases.linkage_to_change(unit, linkage_id, me)
    return page(request, "registry/linkages/ending.html", views.ending(linkage, unit.today))


@pages.post("/linkages/{linkage_id}/ending")
async def end(
    request: Request,
    change: Change,
    linkage_id: str,
    command: Annotated[EndLinkageCommand, from_form(EndLinkageCommand)],
) -> Response:
    await change(use_cases.end_linkage, linkage_id, command)
    return see_other(request, f"/linkages/{linkage_id}", notice=_("Đã ghi hợp đồng chấm dứt."))
