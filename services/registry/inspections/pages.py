"""The pages of inspections, and the panels they add to the pages of producers and products."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
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
from kit.web.labelled import form
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.lists import AskedOfList, Choice, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.session import leave_warning
from kit.web.uploads import FileAbsent
from kit.work import IdempotencyKey, Unit
from programme import names
from programme.roles import OFFICERS, acts_for
from services.registry.inspections import plan_pages, rules, store, use_cases, views
from services.registry.inspections.commands import (
    CheckCommand,
    CompletionCommand,
    RescheduleCommand,
    ScheduleCommand,
)
from services.registry.inspections.inspection_files import (
    LIMIT,
    address,
    completed,
    files_in,
    keep_picture,
    put_on_file,
)
from services.registry.inspections.lifecycle import LIFECYCLE, State, Verb
from services.registry.inspections.refusals import NoSuchLine
from services.registry.producers.producer import Producer
from services.registry.products import store as products
from services.registry.products.product import Product

pages = APIRouter()
pages.include_router(plan_pages.pages)
panels = Panels()
AT_ONCE = 6
"""Photographs of the largest size that one request may bring; a script sends each by itself."""
Query100 = Annotated[str, Query(max_length=100)]


@panels.on("producers/show")
async def inspections_of_a_producer(
    unit: Unit, producer: Producer, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    if me is None:
        return None
    found = await store.of_producer(unit, producer.id, me)
    return _panel(found, me, producer.id, producer.place.path, f"/inspections/new?producer={producer.id}")


@panels.on("products/show")
async def inspections_of_a_product(
    unit: Unit, product: Product, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    if me is None or not await products.may_manage(unit, product, me):
        return None
    found = await store.of_product(unit, product.id, product.producer_id, me)
    new = f"/inspections/new?producer={product.producer_id}&product={product.id}"
    return _panel(found, me, product.producer_id, product.place.path, new)


def _panel(
    found: list[Any], me: Principal, producer_id: str, place: str, new: str
) -> tuple[str, dict[str, Any]] | None:
    officer = me.covers(place, *OFFICERS) and not acts_for(me, producer_id)
    if not found and not officer:
        return None
    view = {"inspections": [views.line(one) for one in found], "schedule": new if officer else None}
    return "registry/inspections/_of_page.html", view


@pages.get("/inspections")
async def list_inspections(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=20)] = "",
    scope: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    unit = service.work.reading()
    officer = me.has(*OFFICERS)
    shown = [State.COMPLETED, State.REPORTED] if not officer else [one for one in State if one is not State.WITHDRAWN]
    chosen = State(state) if state in shown else None
    scopes = views.scope_options()
    scope = scope if scope in dict(scopes) else ""
    found = await store.known_to(unit, me, state=chosen, scope=scope, text=asked.q, turn=asked.turn(store.ORDERS))
    choices = [
        states(_("Trạng thái"), [(one.value, names.state(LIFECYCLE, one)) for one in shown], chosen or ""),
        Choice("scope", _("Nội dung kiểm tra"), scopes, scope, _("Mọi nội dung")),
    ]
    search = _("Chủ thể, sản phẩm hoặc số biên bản")
    view = {
        "inspections": [views.line(one) for one in found.items],
        "officer": officer,
        "due": [views.line(one) for one in await use_cases.visits_due(unit, me)] if officer else [],
        "today": unit.today,
        "list": listing(request, "/inspections", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "registry/inspections/list.html", view)


@pages.get("/inspections/new")
async def scheduling_form(
    request: Request,
    service: Here,
    me: Me,
    producer: Query100 = "",
    product: Query100 = "",
    plan: Query100 = "",
    line: Query100 = "",
) -> Response:
    unit = service.work.reading()
    if plan:
        known = await use_cases.plan_to_change(unit, plan, me)
        of_plan = known.line(line)
        if of_plan is None:
            raise NoSuchLine()
        return page(request, "registry/inspections/new.html", views.of_line(known, of_plan))
    whom, what = await use_cases.whom_to_inspect(unit, producer, product or None, me)
    offered = await products.of_producer(unit, whom.id, me)
    return page(request, "registry/inspections/new.html", views.blank(whom, what, offered, me, unit.today))


@pages.post("/inspections/new")
async def schedule(
    request: Request, act: Act, producer: Query100 = "", plan: Query100 = "", line: Query100 = ""
) -> Response:
    known: dict[str, Any] = {"producer_id": producer}
    if plan:
        on_it = (await use_cases.plan_to_change(act.reading(), plan, act.me)).line(line)
        known = {"producer_id": on_it.producer_id if on_it else "", "plan_id": plan, "line_id": line}
    made = await act(use_cases.schedule_inspection, read(ScheduleCommand, await form_of(request), **known))
    return see_other(request, f"/inspections/{made.id}", notice=_("Đã xếp lịch. Chủ thể không được báo trước."))


@pages.get("/inspections/{inspection_id}")
async def show(request: Request, service: Here, me: Me, inspection_id: str) -> Response:
    unit = service.work.reading()
    inspection = await store.seen_by(unit, inspection_id, me)
    view = views.whole(inspection, me, unit.today) | {"limit": LIMIT, "room": rules.MOST_PICTURES}
    return page(request, "registry/inspections/show.html", view)


@pages.post("/inspections/{inspection_id}/day")
async def reschedule(
    request: Request,
    change: Change,
    inspection_id: str,
    command: Annotated[RescheduleCommand, from_form(RescheduleCommand)],
) -> Response:
    await change(use_cases.reschedule_inspection, inspection_id, command)
    return see_other(request, f"/inspections/{inspection_id}", notice=_("Đã đổi ngày kiểm tra."))


@pages.get("/inspections/{inspection_id}/checklist")
async def checklist(request: Request, service: Here, me: Me, inspection_id: str) -> Response:
    inspection = await use_cases.inspection_to_take(service.work.reading(), inspection_id, Verb.CHECK, me)
    return page(request, "registry/inspections/checklist.html", views.checklist(inspection))


@pages.post("/inspections/{inspection_id}/checklist")
@takes(LONG_FORM)
async def check(
    request: Request, change: Change, inspection_id: str, command: Annotated[CheckCommand, from_form(CheckCommand)]
) -> Response:
    await put_on_file(change, await change(use_cases.check_inspection, inspection_id, command))
    notice = _("Đã ghi kết quả. Bước tiếp theo: thêm ảnh, in biên bản, hai bên ký.")
    return see_other(request, f"/inspections/{inspection_id}", notice=notice)


@pages.post("/inspections/{inspection_id}/pictures")
@takes(AT_ONCE * LIMIT + FORM_BYTES)
async def add_pictures(request: Request, act: Act, inspection_id: str) -> Response:
    """Several at once; those that are refused are named, the others stay."""
    await use_cases.inspection_to_take(act.reading(), inspection_id, Verb.PICTURE, act.me)  # before bytes are read
    sent = await form_of(request)
    files, line = files_in(sent), str(sent.get("line", ""))
    if not files:
        raise FileAbsent(pointer="/file")
    made, names_of, wrong, at = None, [], [], address(act.service, inspection_id)
    for number, file in enumerate(files):
        try:
            await use_cases.inspection_to_take(act.reading(), inspection_id, Verb.PICTURE, act.me)
            kept = await keep_picture(act.service, file)
            own = replace(act, key=IdempotencyKey(f"{act.key.key}/{number}", act.key.caller) if act.key else None)
            made = await own(use_cases.add_picture, inspection_id, kept, line=line or None, address=at)
        except Refusal as refusal:
            wrong.append(refusal)
        else:
            names_of.append(kept.name)
    if made is not None:
        await put_on_file(act, made)
    if wrong and not names_of:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)
    if wrong:
        leave_warning(request, " ".join(refusal.say(current_language()) for refusal in wrong))
    notice = _("Đã tải lên {name}.", name=", ".join(names_of))
    return see_other(request, f"/inspections/{inspection_id}", notice=notice)


@pages.post("/inspections/{inspection_id}/pictures/{picture_id}/removal")
async def remove_picture(request: Request, change: Change, inspection_id: str, picture_id: str) -> Response:
    await put_on_file(change, await change(use_cases.remove_picture, inspection_id, picture_id))
    return see_other(request, f"/inspections/{inspection_id}", notice=_("Đã bỏ ảnh."))


@pages.get("/inspections/{inspection_id}/completion")
async def completion_form(request: Request, service: Here, me: Me, inspection_id: str) -> Response:
    unit = service.work.reading()
    inspection = await use_cases.inspection_to_take(unit, inspection_id, Verb.COMPLETE, me)
    view = views.whole(inspection, me, unit.today) | {"limit": LIMIT}
    return page(request, "registry/inspections/completion.html", view)


@pages.post("/inspections/{inspection_id}/completion")
@takes(LIMIT + FORM_BYTES)
async def complete(request: Request, change: Change, inspection_id: str) -> Response:
    unit = change.reading()
    known = await use_cases.inspection_to_take(unit, inspection_id, Verb.COMPLETE, change.me, change.version)
    sent = await form_of(request)
    files = files_in(sent)
    await completed(change, known, read(CompletionCommand, sent), files[0] if files else None)
    return see_other(request, f"/inspections/{inspection_id}", notice=_("Đã kết thúc cuộc kiểm tra."))


@pages.get("/inspections/{inspection_id}/cancellation")
async def cancellation_form(request: Request, service: Here, me: Me, inspection_id: str) -> Response:
    unit = service.work.reading()
    inspection = await use_cases.inspection_to_take(unit, inspection_id, Verb.CANCEL, me)
    view = {"inspection": inspection, "line": views.line(inspection), "asked": form(Reason)}
    return page(request, "registry/inspections/cancellation.html", view)


@pages.post("/inspections/{inspection_id}/cancellation")
async def cancel(
    request: Request, change: Change, inspection_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.cancel_inspection, inspection_id, command)
    return see_other(request, f"/inspections/{inspection_id}", notice=_("Đã ghi: cuộc kiểm tra không tiến hành."))
