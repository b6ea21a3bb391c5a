"""The pages of breaches: the list, one breach with what is done about it, and panels where people look."""

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
from programme.roles import PRODUCER, REGISTRARS, acts_for
from services.registry.breaches import store, use_cases, views
from services.registry.breaches.commands import (
    CloseCommand,
    LookCommand,
    MeasureCommand,
    NewBreachCommand,
    ObjectionCommand,
    ProofCommand,
    ReplyCommand,
)
from services.registry.breaches.lifecycle import LIFECYCLE, OPEN_STATES, State
from services.registry.breaches.proof_files import LIMIT, breach_to_prove, keep_proof
from services.registry.certificates.certificate import Certificate
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()
Shown = tuple[str, dict[str, Any]] | None


@panels.on("products/show")
async def breaches_of_a_product(unit: Unit, product: Product, me: Principal | None) -> Shown:
    if me is None or not await products.may_manage(unit, product, me):
        return None
    found = await store.of_product(unit, product.id, me)
    may = me.covers(product.place.path, *REGISTRARS) and not acts_for(me, product.producer_id)
    if not found and not may:
        return None
    return "registry/breaches/_of.html", views.panel(found, me, unit.today, opens=product.id if may else None)


@panels.on("certificates/show")
async def breaches_of_a_certificate(unit: Unit, certificate: Certificate, me: Principal | None) -> Shown:
    found = await store.of_product(unit, certificate.product_id, me) if me else []
    touching = [one for one in found if one.certificate and one.certificate.id == certificate.id]
    return ("registry/breaches/_of.html", views.panel(touching, me, unit.today)) if me and touching else None


@panels.on("producers/show")
async def breaches_of_a_producer(unit: Unit, producer: Producer, me: Principal | None) -> Shown:
    found = await store.of_producer(unit, producer.id, me) if me else []
    return ("registry/breaches/_of.html", views.panel(found, me, unit.today)) if me and found else None


@pages.get("/breaches")
async def list_breaches(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
    waiting: Annotated[str, Query(max_length=30)] = "",
    severity: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=OPEN_STATES)
    whose = [("office", _("Chờ cơ quan")), ("producer", _("Chờ chủ thể")), ("late", _("Đã quá hạn"))]
    waiting = waiting if waiting in dict(whose) else ""
    severity = severity if severity in views.SEVERITIES else ""
    found = await store.known_to(
        unit, me, asked.turn(store.ORDERS), states=wanted, waiting=waiting, of_severity=severity, text=asked.q
    )
    options = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [
        states(_("Trạng thái"), options, state, blank=_("Đang xử lý")),
        Choice("waiting", _("Đang chờ ai"), whose, waiting, _("Tất cả")),
        Choice("severity", _("Mức độ"), views.severities(), severity, _("Mọi mức độ")),
    ]
    search = _("Sản phẩm, chủ thể, xã hoặc mã sản phẩm")
    view = {
        "breaches": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/breaches", asked, store.ORDERS, found, choices=choices, search=search),
        "is_producer": me.has(PRODUCER) and not me.has(*REGISTRARS),
    }
    return page(request, "registry/breaches/list.html", view)


@pages.get("/products/{product_id}/breaches/new")
async def opening_form(request: Request, service: Here, me: Me, product_id: str) -> Response:
    product = await use_cases.product_to_take_up(service.work.reading(), product_id, me)
    return page(request, "registry/breaches/open.html", views.opening(product.id) | {"product": product})


@pages.post("/products/{product_id}/breaches/new")
async def open_breach(request: Request, act: Act, product_id: str) -> Response:
    command = read(NewBreachCommand, await form_of(request), product_id=product_id)
    breach = await act(use_cases.open_breach, command)
    return see_other(request, f"/breaches/{breach.id}", notice=_("Đã thụ lý vi phạm. Bước tiếp theo: chọn biện pháp."))


@pages.get("/breaches/{breach_id}")
async def show(request: Request, service: Here, me: Me, breach_id: str) -> Response:
    unit = service.work.reading()
    breach = await store.seen_by(unit, breach_id, me)
    return page(request, "registry/breaches/show.html", views.whole(breach, me, unit.today))


@pages.get("/breaches/{breach_id}/measures")
async def measure_form(request: Request, service: Here, me: Me, breach_id: str) -> Response:
    unit = service.work.reading()
    breach = await use_cases.to_handle(unit, breach_id, me)
    view = views.whole(breach, me, unit.today) | views.measuring(breach, me)
    return page(request, "registry/breaches/measure.html", view)


@pages.post("/breaches/{breach_id}/measures")
async def take_measure(
    request: Request, change: Change, breach_id: str, command: Annotated[MeasureCommand, from_form(MeasureCommand)]
) -> Response:
    await change(use_cases.take_measure, breach_id, command)
    return see_other(request, f"/breaches/{breach_id}", notice=_("Đã áp dụng biện pháp và báo cho chủ thể."))


@pages.get("/breaches/{breach_id}/proof")
async def proof_form(request: Request, service: Here, me: Me, breach_id: str) -> Response:
    unit = service.work.reading()
    breach = await use_cases.must_take_proof(unit, breach_id, by=me)
    view = views.whole(breach, me, unit.today) | views.proving() | {"limit": LIMIT, "most": use_cases.AT_ONCE}
    return page(request, "registry/breaches/proof.html", view)


@pages.post("/breaches/{breach_id}/proof")
@takes(use_cases.AT_ONCE * LIMIT + FORM_BYTES)
async def send_proof(request: Request, change: Change, breach_id: str) -> Response:
    sent = await form_of(request)
    command = read(ProofCommand, sent)
    files = [one for one in sent.getlist("file") if isinstance(one, UploadFile) and one.filename]
    breach = await breach_to_prove(change, breach_id)
    use_cases.must_be_so_many(len(files))
    kept = [await keep_proof(change.service, breach, one) for one in files]
    await change(use_cases.send_proof, breach_id, command, kept)
    return see_other(request, f"/breaches/{breach_id}", notice=_("Đã gửi bằng chứng. Cơ quan sẽ xem xét và trả lời."))


@pages.get("/breaches/{breach_id}/proof/answer")
async def look_form(request: Request, service: Here, me: Me, breach_id: str) -> Response:
    unit = service.work.reading()
    breach = await use_cases.to_handle(unit, breach_id, me)
    return page(request, "registry/breaches/look.html", views.whole(breach, me, unit.today) | views.looking())


@pages.post("/breaches/{breach_id}/proof/answer")
async def answer_proof(
    request: Request, change: Change, breach_id: str, command: Annotated[LookCommand, from_form(LookCommand)]
) -> Response:
    await change(use_cases.answer_proof, breach_id, command)
    return see_other(request, f"/breaches/{breach_id}", notice=_("Đã trả lời bằng chứng."))


@pages.get("/breaches/{breach_id}/objection")
async def objection_form(request: Request, service: Here, me: Me, breach_id: str) -> Response:
    unit = service.work.reading()
    breach = await store.own(unit, breach_id, me)
    return page(request, "registry/breaches/objection.html", views.whole(breach, me, unit.today) | views.objecting())


@pages.post("/breaches/{breach_id}/objection")
async def object_to(
    request: Request, change: Change, breach_id: str, command: Annotated[ObjectionCommand, from_form(ObjectionCommand)]
) -> Response:
    await change(use_cases.object_to, breach_id, command)
    return see_other(request, f"/breaches/{breach_id}", notice=_("Đã gửi ý kiến. Cơ quan sẽ xem xét và trả lời."))


@pages.get("/breaches/{breach_id}/objection/answer")
async def reply_form(request: Request, service: Here, me: Me, breach_id: str) -> Response:
    unit = service.work.reading()
    breach = await use_cases.to_handle(unit, breach_id, me)
    return page(request, "registry/breaches/reply.html", views.whole(breach, me, unit.today) | views.replying())


@pages.post("/breaches/{breach_id}/objection/answer")
async def answer_objection(
    request: Request, change: Change, breach_id: str, command: Annotated[ReplyCommand, from_form(ReplyCommand)]
) -> Response:
    await change(use_cases.answer_objection, breach_id, command)
    return see_other(request, f"/breaches/{breach_id}", notice=_("Đã trả lời ý kiến của chủ thể."))


@pages.get("/breaches/{breach_id}/closing")
async def closing_form(request: Request, service: Here, me: Me, breach_id: str) -> Response:
    unit = service.work.reading()
    breach = await use_cases.to_handle(unit, breach_id, me)
    return page(request, "registry/breaches/closing.html", views.whole(breach, me, unit.today) | views.closing())


@pages.post("/breaches/{breach_id}/closing")
async def close_breach(
    request: Request, change: Change, breach_id: str, command: Annotated[CloseCommand, from_form(CloseCommand)]
) -> Response:
    await change(use_cases.close_breach, breach_id, command)
    return see_other(request, f"/breaches/{breach_id}", notice=_("Đã kết thúc vi phạm."))
