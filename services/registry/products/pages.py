"""The pages of products for those who manage them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.labelled import form
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from law.kinds import kinds_of_credential
from law.rulebooks import shelf
from programme import names
from programme.roles import PRODUCER
from services.registry.producers import store as producers
from services.registry.producers.producer import Producer
from services.registry.products import store, use_cases, views
from services.registry.products.commands import NewProductCommand, ProductCommand, ProductionEndedCommand

pages = APIRouter()
panels = Panels()


@panels.on("producers/show")
async def products_of_a_producer(
    unit: Unit, producer: Producer, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    if me is None:
        return None
    of_it = await store.of_producer(unit, producer.id, me)
    return "registry/products/_of_producer.html", {"products": [views.line(one, unit.today) for one in of_it]}


@pages.get("/products")
async def list_products(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    star: Annotated[str, Query(max_length=1)] = "",
    credential: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    offered = [(str(one), _("{count} sao", count=one)) for one in shelf().recognised_stars()]
    chosen = star if star in dict(offered) else ""
    held = [(code, names.credential_kind(code)) for code in kinds_of_credential()]
    credential = credential if credential in dict(held) else ""
    found = await store.known_to(
        unit,
        me,
        star=int(chosen) if chosen else None,
        credential=credential,
        text=asked.q,
        turn=asked.turn(store.ORDERS),
    )
    choices = [
        Choice("star", _("Hạng sao"), offered, chosen, _("Mọi hạng")),
        Choice("credential", _("Chứng nhận"), held, credential, _("Mọi loại")),
    ]
    search = _("Tên sản phẩm, chủ thể, xã hoặc mã")
    own = me.offices(PRODUCER)
    view = {
        "products": [views.line(product, unit.today) for product in found.items],
        "list": listing(request, "/products", asked, store.ORDERS, found, choices=choices, search=search),
        "producer_id": own[0] if len(own) == 1 and await producers.producers.find(unit, own[0]) else None,
    }
    return page(request, "registry/products/list.html", view)


@pages.get("/products/new")
async def registration_form(
    request: Request, service: Here, me: Me, producer: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    of = await use_cases.producer_to_enter_for(service.work.reading(), producer, me)
    return page(
        request, "registry/products/form.html", {"producer": of, "sets": views.sets(), "asked": form(ProductCommand)}
    )


@pages.post("/products/new")
async def register(request: Request, act: Act, producer: Annotated[str, Query(max_length=100)] = "") -> Response:
    command = read(NewProductCommand, await form_of(request), producer_id=producer)
    looked = bool((await form_of(request)).get("alike"))
    product = await act(use_cases.register_product, command, looked=looked)
    return see_other(request, f"/products/{product.id}", notice=_("Đã đăng ký sản phẩm. Bước tiếp theo: mở hồ sơ."))


@pages.get("/products/{product_id}/edit")
async def edit_form(request: Request, service: Here, me: Me, product_id: str) -> Response:
    product = await use_cases.product_to_change(service.work.reading(), product_id, me)
    view = {"product": product, "sets": views.sets(), "asked": form(ProductCommand, product)}
    return page(request, "registry/products/form.html", view)


@pages.post("/products/{product_id}/edit")
async def update(
    request: Request,
    change: Change,
    product_id: str,
    command: Annotated[ProductCommand, from_form(ProductCommand)],
) -> Response:
    await change(use_cases.update_product, product_id, command)
    return see_other(request, f"/products/{product_id}", notice=_("Đã lưu thông tin sản phẩm."))


@pages.get("/products/{product_id}/withdrawal")
async def withdrawal_form(request: Request, service: Here, me: Me, product_id: str) -> Response:
    product = await use_cases.product_to_change(service.work.reading(), product_id, me)
    return page(request, "registry/products/withdrawal.html", {"product": product})


@pages.post("/products/{product_id}/withdrawal")
async def withdraw(
    request: Request, change: Change, product_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.withdraw_product, product_id, command)
    return see_other(request, f"/products/{product_id}", notice=_("Đã rút sản phẩm khỏi Chương trình."))


@pages.get("/products/{product_id}/production-end")
async def production_end_form(request: Request, service: Here, me: Me, product_id: str) -> Response:
    product = await use_cases.product_to_confirm_of(service.work.reading(), product_id, me)
    view = {"product": product, "asked": form(ProductionEndedCommand)}
    return page(request, "registry/products/production_end.html", view)


@pages.post("/products/{product_id}/production-end")
async def confirm_production_ended(
    request: Request,
    change: Change,
    product_id: str,
    command: Annotated[ProductionEndedCommand, from_form(ProductionEndedCommand)],
) -> Response:
    await change(use_cases.confirm_production_ended, product_id, command)
    notice = _("Đã xác nhận ngừng sản xuất. Giấy chứng nhận giữ nguyên; cán bộ được đề nghị xem xét.")
    return see_other(request, f"/products/{product_id}", notice=notice)
