"""The pages of credentials, and the panels they add to the pages of producers and products."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
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
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, Choice, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from programme.roles import OFFICERS, keeps
from services.registry.credentials import store, use_cases, views
from services.registry.credentials.commands import CredentialCommand
from services.registry.credentials.lifecycle import ALIVE, LIFECYCLE, State
from services.registry.credentials.paper_files import LIMIT, keep_paper
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product
from services.registry.seats.store import records_closed_to

pages = APIRouter()
panels = Panels()


@panels.on("producers/show")
async def credentials_of_a_producer(
    unit: Unit, producer: Producer, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    if me is None:
        return None
    closed = await records_closed_to(unit, me)
    held = [one for one in await store.of_producer(unit, producer.id) if store.may_see(one, me, closed)]
    view = {
        "credentials": [views.line(one, unit.today) for one in held],
        "record": f"/credentials/new?producer={producer.id}" if keeps(me, producer.id, producer.place.path) else None,
        "of_product": False,
    }
    return "registry/credentials/_held.html", view


@panels.on("products/show")
async def credentials_of_a_product(
    unit: Unit, product: Product, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    manages = await products.may_manage(unit, product, me)
    if me is None or not manages:
        if not (product.listed and product.credentials):
            return None
        return "registry/credentials/_public.html", {
            "kinds": [names.credential_kind(one) for one in product.credentials]
        }
    closed = await records_closed_to(unit, me)
    held = await store.for_product(unit, product.producer_id, product.id)
    writes = keeps(me, product.producer_id, product.place.path)
    view = {
        "credentials": [views.line(one, unit.today) for one in held if store.may_see(one, me, closed)],
        "record": f"/credentials/new?producer={product.producer_id}&product={product.id}" if writes else None,
        "of_product": True,
    }
    return "registry/credentials/_held.html", view


@pages.get("/credentials")
async def list_credentials(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    kind: Annotated[str, Query(max_length=100)] = "",
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=ALIVE)
    kinds = views.kinds()
    kind = kind if kind in dict(kinds) else ""
    found = await store.known_to(unit, me, of_kind=kind, states=wanted, text=asked.q, turn=asked.turn(store.ORDERS))
    options = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [
        Choice("kind", _("Loại chứng nhận"), kinds, kind, _("Mọi loại")),
        states(_("Trạng thái"), options, state, blank=_("Còn hiệu lực")),
    ]
    search = _("Số giấy, chủ thể hoặc sản phẩm")
    view = {
        "credentials": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/credentials", asked, store.ORDERS, found, choices=choices, search=search),
        "counts": me.has(*OFFICERS),
    }
    return page(request, "registry/credentials/list.html", view)


@pages.get("/credential-kinds")
async def products_by_kind(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    counted = await products.counted_by_credential(unit, me)
    view = {"kinds": [(one.kind, one.name, one.products) for one in views.kinds_counted(counted)]}
    return page(request, "registry/credentials/kinds.html", view)


@pages.get("/credentials/new")
async def recording_form(
    request: Request,
    service: Here,
    me: Me,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
    kind: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    holder, held_for = await use_cases.holder_to_record_for(unit, producer, product or None, me)
    offered = await products.of_producer(unit, holder.id, me)
    view = views.blank(holder, held_for, offered, kind) | {"limit": LIMIT}
    return page(request, "registry/credentials/form.html", view)


@pages.post("/credentials/new")
@takes(LIMIT + FORM_BYTES)
async def record(
    request: Request,
    act: Act,
    producer: Annotated[str, Query(max_length=100)] = "",
    product: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    await use_cases.holder_to_record_for(act.reading(), producer, product or None, act.me)  # before bytes are read
    sent = await form_of(request)
    command = read(CredentialCommand, sent, producer_id=producer)
    given = sent.get("file")
    file = given if isinstance(given, UploadFile) and given.filename else None
    await use_cases.must_record(act.reading(), command, by=act.me, with_file=file is not None)
    kept = await keep_paper(act.service, producer, file) if file else None
    credential = await act(use_cases.record_credential, command, kept)
    return see_other(request, f"/credentials/{credential.id}", notice=_("Đã ghi chứng nhận."))


@pages.get("/credentials/{credential_id}")
async def show(request: Request, service: Here, me: Me, credential_id: str) -> Response:
    unit = service.work.reading()
    credential = await store.seen_by(unit, credential_id, me)
    others = await store.among(unit, [one for one in (credential.renews, credential.renewed_by) if one])
    return page(request, "registry/credentials/show.html", views.whole(credential, me, unit.today, others))


@pages.post("/credentials/{credential_id}/verification")
async def verify(request: Request, change: Change, credential_id: str) -> Response:
    await change(use_cases.verify_credential, credential_id)
    return see_other(request, f"/credentials/{credential_id}", notice=_("Đã ghi: giấy được đối chiếu."))


@pages.get("/credentials/{credential_id}/withdrawal")
async def withdrawal_form(request: Request, service: Here, me: Me, credential_id: str) -> Response:
    unit = service.work.reading()
    credential = await use_cases.credential_to_change(unit, credential_id, me)
    view = {"credential": credential, "line": views.line(credential, unit.today), "asked": form(Reason)}
    return page(request, "registry/credentials/withdrawal.html", view)


@pages.post("/credentials/{credential_id}/withdrawal")
async def withdraw(
    request: Request, change: Change, credential_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.withdraw_credential, credential_id, command)
    return see_other(request, f"/credentials/{credential_id}", notice=_("Đã ghi: giấy không còn giá trị."))
