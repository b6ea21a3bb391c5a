"""The pages of designs: the gallery, one design, and taking it up for a product of one's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from kit.web.uploads import FileAbsent
from programme import names
from programme.roles import PRODUCER
from services.registry.designs import store, use_cases, views
from services.registry.designs.commands import DesignCommand, NewDesignCommand
from services.registry.designs.consent_files import LIMIT as PAPER_LIMIT
from services.registry.designs.consent_files import keep_consent
from services.registry.designs.lifecycle import LIFECYCLE, State
from services.registry.marks import views as mark_views
from services.registry.marks.commands import NewUseCommand
from services.registry.marks.picture_files import LIMIT, address, keep_picture
from services.registry.products import store as products
from services.registry.products import use_cases as product_use_cases

pages = APIRouter()


@pages.get("/designs")
async def list_designs(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in set(State) else None
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), state=chosen, text=asked.q)
    offered = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), offered, chosen.value if chosen else "")]
    own = me.offices(PRODUCER)
    view = {
        "designs": [views.line(one) for one in found.items],
        "producer_id": own[0] if len(own) == 1 else None,
        "list": listing(request, "/designs", asked, store.ORDERS, found, choices=choices, search=_("Tên, chủ thể")),
    }
    return page(request, "registry/designs/list.html", view)


@pages.get("/designs/new")
async def entry_form(
    request: Request, service: Here, me: Me, producer: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    of = await product_use_cases.producer_to_enter_for(service.work.reading(), producer, me)
    return page(request, "registry/designs/form.html", {"producer": of, "asked": views.design_form()})


@pages.post("/designs/new")
async def enter(request: Request, act: Act, producer: Annotated[str, Query(max_length=100)] = "") -> Response:
    command = read(NewDesignCommand, await form_of(request), producer_id=producer)
    design = await act(use_cases.enter_design, command)
    notice = _("Đã lưu bản nháp. Tải ảnh và giấy đồng ý của người thiết kế lên rồi đề nghị.")
    return see_other(request, f"/designs/{design.id}", notice=notice)


@pages.get("/designs/{design_id}")
async def show(request: Request, service: Here, me: Me, design_id: str) -> Response:
    unit = service.work.reading()
    design = await store.seen_by(unit, design_id, me)
    own = [one for id in me.offices(PRODUCER)[:1] for one in await products.of_producer(unit, id, me)]
    view = views.whole(design, me) | {"products": own, "limit": LIMIT}
    return page(request, "registry/designs/show.html", view)


@pages.get("/designs/{design_id}/edit")
async def edit_form(request: Request, service: Here, me: Me, design_id: str) -> Response:
    design = await use_cases.design_to_change(service.work.reading(), design_id, me)
    return page(request, "registry/designs/form.html", {"design": design, "asked": views.design_form(design)})


@pages.post("/designs/{design_id}/edit")
async def update(
    request: Request, change: Change, design_id: str, command: Annotated[DesignCommand, from_form(DesignCommand)]
) -> Response:
    await change(use_cases.change_design, design_id, command)
    return see_other(request, f"/designs/{design_id}", notice=_("Đã lưu."))


@pages.post("/designs/{design_id}/pictures")
@takes(LIMIT + FORM_BYTES)
async def add_picture(request: Request, act: Act, design_id: str) -> Response:
    design = await use_cases.must_take_file(act.reading(), design_id, by=act.me)  # before a stranger's bytes are read
    kept = await keep_picture(act.service, design.producer_id, await _file(request, "file"))
    at = address(act.service, f"/api/designs/{design_id}/pictures")
    await act(use_cases.add_picture, design_id, kept, address=at)
    return see_other(request, f"/designs/{design_id}", notice=_("Đã tải lên {name}.", name=kept.name))


@pages.post("/designs/{design_id}/consent")
@takes(PAPER_LIMIT + FORM_BYTES)
async def add_consent(request: Request, act: Act, design_id: str) -> Response:
    design = await use_cases.must_take_file(act.reading(), design_id, by=act.me)
    kept = await keep_consent(act.service, design.producer_id, await _file(request, "consent"))
    await act(use_cases.add_consent, design_id, kept)
    return see_other(request, f"/designs/{design_id}", notice=_("Đã tải lên {name}.", name=kept.name))


@pages.post("/designs/{design_id}/offer")
async def offer(request: Request, change: Change, design_id: str) -> Response:
    await change(use_cases.offer_design, design_id)
    return see_other(request, f"/designs/{design_id}", notice=_("Đã đề nghị. Cơ quan sẽ xem."))


@pages.post("/designs/{design_id}/publication")
async def publish(request: Request, change: Change, design_id: str) -> Response:
    await change(use_cases.publish_design, design_id)
    return see_other(request, f"/designs/{design_id}", notice=_("Mẫu đã ở trong bộ sưu tập."))


@pages.get("/designs/{design_id}/withdrawal")
async def withdrawal_form(request: Request, service: Here, me: Me, design_id: str) -> Response:
    design = await use_cases.design_to_change(service.work.reading(), design_id, me)
    return page(request, "registry/designs/withdrawal.html", {"design": design})


@pages.post("/designs/{design_id}/withdrawal")
async def withdraw(
    request: Request, change: Change, design_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.withdraw_design, design_id, command)
    return see_other(request, "/designs", notice=_("Đã rút mẫu."))


@pages.get("/designs/{design_id}/uses")
async def taking_up_form(
    request: Request, service: Here, me: Me, design_id: str, product: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    unit = service.work.reading()
    design = await store.seen_by(unit, design_id, me)
    of = await product_use_cases.product_to_change(unit, product, me)
    view = {"design": design, "product": of, "asked": mark_views.use_form()}
    return page(request, "registry/designs/taking_up.html", view)


@pages.post("/designs/{design_id}/uses")
async def take_up(
    request: Request, act: Act, design_id: str, product: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    command = read(NewUseCommand, await form_of(request), product_id=product)
    use = await act(use_cases.take_up, design_id, command)
    return see_other(request, f"/mark-uses/{use.id}", notice=_("Đã đăng ký. Bước tiếp theo: tải ảnh lên để đối chiếu."))


async def _file(request: Request, name: str) -> UploadFile:
    file = (await form_of(request)).get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        raise FileAbsent(pointer=f"/{name}")
    return file
