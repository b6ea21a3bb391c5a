"""The pages of uses of the mark, their guidance, and what product, certificate and producer show of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import Refusal, Several
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.session import leave_warning
from kit.web.uploads import FileAbsent
from kit.work import IdempotencyKey, Unit
from services.registry.certificates.certificate import Certificate
from services.registry.marks import store, use_cases, views
from services.registry.marks.commands import AnswerCommand, NewUseCommand, UseCommand
from services.registry.marks.mark_use import Waits
from services.registry.marks.picture_files import LIMIT, address, keep_picture
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products import use_cases as product_use_cases
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()
AT_ONCE = 4
"""Pictures of the largest size that one request may bring; a script sends each by itself."""


@panels.on("products/show")
async def uses_of_a_product(unit: Unit, product: Product, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None or not await products.may_manage(unit, product, me):
        return None
    found = await store.seen_of_product(unit, product.id, me)
    view = {"of": product.id, "uses": [views.line(one, unit.today) for one in found], "may_add": True}
    return "registry/marks/_of_product.html", view


@panels.on("certificates/show")
async def uses_of_a_certificate(
    unit: Unit, certificate: Certificate, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    if me is None:
        return None
    found = await store.seen_of_product(unit, certificate.product_id, me)
    if not found:
        return None
    view = {"of": certificate.product_id, "uses": [views.line(one, unit.today) for one in found]}
    return "registry/marks/_of_product.html", view


@panels.on("producers/show")
async def due_of_a_producer(unit: Unit, producer: Producer, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    if me is None:
        return None
    found = await store.due_of_producer(unit, producer.id, me)
    return ("registry/marks/_due.html", {"uses": [views.line(one, unit.today) for one in found]}) if found else None


@pages.get("/mark-guidance")
async def guidance(request: Request) -> Response:
    return page(request, "registry/marks/guidance.html", {"media": views.guidance(), **views.source()})


@pages.get("/mark-uses")
async def list_uses(
    request: Request, service: Here, me: Me, asked: AskedOfList, waits: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    chosen = Waits(waits) if waits in set(Waits) else None
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), waits=chosen, alive=True, text=asked.q)
    offered = [(one.value, views.waits_words(one)) for one in Waits]
    choices = [Choice("waits", _("Đang chờ"), offered, chosen.value if chosen else "", _("Tất cả"))]
    search = _("Sản phẩm, chủ thể hoặc mô tả")
    view = {
        "uses": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/mark-uses", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "registry/marks/list.html", view)


@pages.get("/mark-uses/new")
async def registration_form(
    request: Request, service: Here, me: Me, product: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    of = await product_use_cases.product_to_change(service.work.reading(), product, me)
    view = {"product": of, "asked": views.use_form(), "media": views.guidance()}
    return page(request, "registry/marks/form.html", view)


@pages.post("/mark-uses/new")
async def register(request: Request, act: Act, product: Annotated[str, Query(max_length=100)] = "") -> Response:
    command = read(NewUseCommand, await form_of(request), product_id=product)
    use = await act(use_cases.register_use, command)
    return see_other(request, f"/mark-uses/{use.id}", notice=_("Đã đăng ký. Bước tiếp theo: tải ảnh lên để đối chiếu."))


@pages.get("/mark-uses/{use_id}")
async def show(request: Request, service: Here, me: Me, use_id: str) -> Response:
    unit = service.work.reading()
    use = await store.seen_by(unit, use_id, me)
    return page(request, "registry/marks/show.html", views.whole(use, me, unit.today) | {"limit": LIMIT})


@pages.get("/mark-uses/{use_id}/edit")
async def edit_form(request: Request, service: Here, me: Me, use_id: str) -> Response:
    use = await use_cases.use_to_change(service.work.reading(), use_id, me)
    view = {"use": use, "asked": views.use_form(use), "media": views.guidance()}
    return page(request, "registry/marks/form.html", view)


@pages.post("/mark-uses/{use_id}/edit")
async def update(
    request: Request, change: Change, use_id: str, command: Annotated[UseCommand, from_form(UseCommand)]
) -> Response:
    await change(use_cases.change_use, use_id, command)
    return see_other(request, f"/mark-uses/{use_id}", notice=_("Đã lưu. Cơ quan sẽ xem lại."))


@pages.post("/mark-uses/{use_id}/pictures")
@takes(AT_ONCE * LIMIT + FORM_BYTES)
async def add_pictures(request: Request, act: Act, use_id: str) -> Response:
    """Several at once; those that are refused are named, the others stay."""
    use = await use_cases.must_take_picture(act.reading(), use_id, by=act.me)  # before a stranger's bytes are read
    files = [one for one in (await form_of(request)).getlist("file") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise FileAbsent(pointer="/file")
    names, wrong, at = [], [], address(act.service, f"/api/mark-uses/{use_id}/pictures")
    for number, file in enumerate(files):
        try:
            await use_cases.must_take_picture(act.reading(), use_id, by=act.me)
            kept = await keep_picture(act.service, use.producer_id, file)
            own = replace(act, key=IdempotencyKey(f"{act.key.key}/{number}", act.key.caller) if act.key else None)
            await own(use_cases.add_picture, use_id, kept, address=at)
        except Refusal as refusal:
            wrong.append(refusal)
        else:
            names.append(kept.name)
    if wrong and not names:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    if wrong:
        leave_warning(request, " ".join(refusal.say(current_language()) for refusal in wrong))
    return see_other(request, f"/mark-uses/{use_id}", notice=_("Đã tải lên {name}.", name=", ".join(names)))


@pages.post("/mark-uses/{use_id}/pictures/{picture_id}/removal")
async def remove_picture(request: Request, change: Change, use_id: str, picture_id: str) -> Response:
    await change(use_cases.remove_picture, use_id, picture_id)
    return see_other(request, f"/mark-uses/{use_id}", notice=_("Đã bỏ ảnh."))


@pages.get("/mark-uses/{use_id}/answer")
async def answer_form(request: Request, service: Here, me: Me, use_id: str) -> Response:
    unit = service.work.reading()
    use = await use_cases.use_to_answer(unit, use_id, me)
    view = views.whole(use, me, unit.today) | {"asked": views.answer_form(use)}
    return page(request, "registry/marks/answer.html", view)


@pages.post("/mark-uses/{use_id}/answer")
async def answer(
    request: Request, change: Change, use_id: str, command: Annotated[AnswerCommand, from_form(AnswerCommand)]
) -> Response:
    await change(use_cases.answer_use, use_id, command)
    return see_other(request, f"/mark-uses/{use_id}", notice=_("Đã trả lời. Chủ thể được báo."))


@pages.post("/mark-uses/{use_id}/keeping")
async def keep(request: Request, change: Change, use_id: str) -> Response:
    await change(use_cases.keep_use, use_id)
    return see_other(request, f"/mark-uses/{use_id}", notice=_("Đã ghi: giữ lại theo giấy chứng nhận mới."))


@pages.get("/mark-uses/{use_id}/ending")
async def ending_form(request: Request, service: Here, me: Me, use_id: str) -> Response:
    unit = service.work.reading()
    use = await use_cases.use_to_change(unit, use_id, me)
    return page(request, "registry/marks/ending.html", views.whole(use, me, unit.today))


@pages.post("/mark-uses/{use_id}/ending")
async def end(request: Request, change: Change, use_id: str, command: Annotated[Reason, from_form(Reason)]) -> Response:
    await change(use_cases.end_use, use_id, command)
    return see_other(request, f"/mark-uses/{use_id}", notice=_("Đã ghi chấm dứt."))
