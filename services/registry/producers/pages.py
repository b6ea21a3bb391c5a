"""The pages of producers."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from programme import names
from programme.places import commune_named, label_of
from programme.roles import may_register
from services.registry.producers import rules, store, use_cases, views
from services.registry.producers.commands import NumberCommand, ProducerCommand
from services.registry.producers.lifecycle import LIFECYCLE, State
from services.registry.producers.producer import Producer

pages = APIRouter()


@pages.get("/producers")
async def list_producers(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    if rules.is_persons_number(asked.q):  # no link of the page may carry it on
        said = _(
            "Số định danh cá nhân không tìm ở ô này, để số ấy không nằm lại trong địa chỉ. Ghi ở “Tìm theo số định danh cá nhân”."
        )
        return see_other(request, "/producers", notice=said)
    unit = service.work.reading()
    chosen = State(state) if state in set(State) else None
    found = await store.known_to(unit, me, state=chosen, text=asked.q, turn=asked.turn(store.ORDERS))
    kinds = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [states(_("Trạng thái"), kinds, chosen.value if chosen else "")]
    search = _("Tên, địa bàn hoặc mã số thuế")
    view = {
        "producers": [views.line(producer, unit.today) for producer in found.items],
        "may_register": await use_cases.may_enter(unit, me),
        "list": listing(request, "/producers", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "registry/producers/list.html", view)


@pages.post("/producers/found")
async def find_by_number(
    request: Request, service: Here, me: Me, command: Annotated[NumberCommand, from_form(NumberCommand)]
) -> Response:
    found = await use_cases.find_by_number(service.work.reading(), command, by=me)
    if found is None:
        return see_other(request, "/producers", notice=_("Không có chủ thể nào bạn được xem có số định danh ấy."))
    return see_other(request, f"/producers/{found.id}")


@pages.get("/producers/new")
async def registration_form(request: Request, service: Here, me: Me) -> Response:
    if not may_register(me):
        raise Forbidden()
    return page(request, "registry/producers/form.html", views.blank(me, service.work.reading().today))


@pages.post("/producers/new")
async def register(request: Request, act: Act) -> Response:
    command = await _particulars(request, act.reading().today)
    looked = bool((await form_of(request)).get("alike"))
    producer = await act(use_cases.register_producer, command, looked=looked)
    return see_other(request, f"/producers/{producer.id}", notice=_("Đã đăng ký chủ thể."))


@pages.get("/producers/{producer_id}")
async def show(request: Request, service: Here, me: Me, producer_id: str) -> Response:
    unit = service.work.reading()
    producer = await store.seen_by(unit, producer_id, me)
    if (leads := await store.led_to(unit, producer)) is not None and leads.id != producer.id:
        await store.seen_by(unit, leads.id, me)
        return see_other(request, f"/producers/{leads.id}", notice=_("Bản ghi bạn mở đã được gộp vào bản ghi này."))
    view = views.whole(producer, me, unit.today) | {
        "like": [views.line(one, unit.today) for one in await store.like(unit, producer.name, me, but=producer.id)],
        "panels": await panels_of(request, "producers/show", producer, me),
    }
    return page(request, "registry/producers/show.html", view)


@pages.get("/producers/{producer_id}/edit")
async def edit_form(request: Request, service: Here, me: Me, producer_id: str) -> Response:
    unit = service.work.reading()
    producer = await use_cases.producer_to_change(unit, producer_id, me)
    return page(request, "registry/producers/form.html", views.filled(producer, me, unit.today))


@pages.post("/producers/{producer_id}/edit")
async def update(request: Request, change: Change, producer_id: str) -> Response:
    unit = change.reading()
    known = await use_cases.producer_to_change(unit, producer_id, change.me)
    await change(use_cases.update_producer, producer_id, await _particulars(request, unit.today, known))
    return see_other(request, f"/producers/{producer_id}", notice=_("Đã lưu thông tin chủ thể."))


@pages.get("/producers/{producer_id}/closing")
async def closing_form(request: Request, service: Here, me: Me, producer_id: str) -> Response:
    producer = await use_cases.producer_to_change(service.work.reading(), producer_id, me)
    return page(request, "registry/producers/closing.html", {"producer": producer})


@pages.post("/producers/{producer_id}/closing")
async def close(
    request: Request, change: Change, producer_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.close_producer, producer_id, command)
    return see_other(request, f"/producers/{producer_id}", notice=_("Đã ghi chủ thể ngừng hoạt động."))


async def _particulars(request: Request, on: date, known: Producer | None = None) -> ProducerCommand:
    """What the form says. The commune is named in words; the one the producer lies in already stays as it is."""
    sent = await form_of(request)
    named = str(sent.get("place", "")).strip()
    stays = known is not None and named == label_of(known.place)
    place = known.place.path if known and stays else commune_named(named, on).path
    return read(ProducerCommand, sent, place=place)
