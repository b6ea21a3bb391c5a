"""The pages of artwork of the mark: offices pack it, producers take it for a product."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from kit.web.uploads import FileAbsent
from programme.roles import OFFICERS, PRODUCER
from services.registry.artwork import store, use_cases, views
from services.registry.artwork.commands import PackCommand
from services.registry.artwork.pack_files import LIMIT, keep_file
from services.registry.marks.commands import NewUseCommand
from services.registry.products import store as products
from services.registry.products import use_cases as product_use_cases

pages = APIRouter()


@pages.get("/artwork")
async def list_packs(request: Request, service: Here, me: Me, asked: AskedOfList) -> Response:
    unit = service.work.reading()
    found = await store.known_to(unit, me, asked.turn(store.ORDERS))
    view = {
        "packs": [views.line(one, unit.today) for one in found.items],
        "may_enter": me.has(*OFFICERS),
        "list": listing(request, "/artwork", asked, store.ORDERS, found),
    }
    return page(request, "registry/artwork/list.html", view)


@pages.get("/artwork/new")
async def entry_form(request: Request, service: Here, me: Me) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    asked = views.pack_form(me.offices(*OFFICERS), service.work.reading().today)
    return page(request, "registry/artwork/form.html", {"asked": asked})


@pages.post("/artwork/new")
async def enter(request: Request, act: Act, command: Annotated[PackCommand, from_form(PackCommand)]) -> Response:
    pack = await act(use_cases.enter_pack, command)
    return see_other(request, f"/artwork/{pack.id}", notice=_("Đã lưu. Tải các tệp lên rồi bắt đầu giao."))


@pages.get("/artwork/{pack_id}")
async def show(request: Request, service: Here, me: Me, pack_id: str) -> Response:
    unit = service.work.reading()
    pack = await store.seen_by(unit, pack_id, me)
    handed_out = await store.handed_out_to(unit, pack.id, me)
    own = [one for id in me.offices(PRODUCER)[:1] for one in await products.of_producer(unit, id, me)]
    view = views.whole(pack, handed_out, me, unit.today) | {"products": own, "limit": LIMIT}
    return page(request, "registry/artwork/show.html", view)


@pages.post("/artwork/{pack_id}/files")
@takes(LIMIT + FORM_BYTES)
async def add_file(request: Request, act: Act, pack_id: str) -> Response:
    pack = await use_cases.must_take_file(act.reading(), pack_id, by=act.me)  # before a stranger's bytes are read
    file = (await form_of(request)).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise FileAbsent(pointer="/file")
    kept = await keep_file(act.service, pack.office, file)
    await act(use_cases.add_file, pack_id, kept)
    return see_other(request, f"/artwork/{pack_id}", notice=_("Đã tải lên {name}.", name=kept.name))


@pages.post("/artwork/{pack_id}/offer")
async def offer(request: Request, change: Change, pack_id: str) -> Response:
    await change(use_cases.offer_pack, pack_id)
    return see_other(request, f"/artwork/{pack_id}", notice=_("Bộ tệp được giao từ nay."))


@pages.post("/artwork/{pack_id}/withdrawal")
async def withdraw(request: Request, change: Change, pack_id: str) -> Response:
    await change(use_cases.withdraw_pack, pack_id)
    return see_other(request, f"/artwork/{pack_id}", notice=_("Đã ngừng giao."))


@pages.get("/artwork/{pack_id}/handouts")
async def handing_out_form(
    request: Request, service: Here, me: Me, pack_id: str, product: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    unit = service.work.reading()
    pack = await store.seen_by(unit, pack_id, me)
    of = await product_use_cases.product_to_change(unit, product, me)
    view = {"pack": pack, "product": of, "asked": views.handing_out_form()}
    return page(request, "registry/artwork/taking.html", view)


@pages.post("/artwork/{pack_id}/handouts")
async def hand_out(
    request: Request, act: Act, pack_id: str, product: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    command = read(NewUseCommand, await form_of(request), product_id=product)
    handed = await act(use_cases.hand_out, pack_id, command)
    notice = _("Đã nhận bộ tệp. In xong thì khai việc sử dụng ở trang sử dụng nhãn hiệu của sản phẩm.")
    return see_other(request, f"/artwork/{handed.pack_id}", notice=notice)
