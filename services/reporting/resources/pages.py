"""The pages of resources: lines, one line with its entries, all the money of an object, and a year by source."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Forbidden, NotFound
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.labelled import form
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page, see_other
from law.resources import resource_list
from programme.roles import OFFICERS
from services.reporting.resources import store, use_cases, views
from services.reporting.resources.commands import (
    AllocateMoneyCommand,
    CarryOverCommand,
    CorrectMoneyCommand,
    PlanMoneyCommand,
    ResourceCommand,
    SpendMoneyCommand,
)
from services.reporting.resources.paper_files import LIMIT, keep_scan

pages = APIRouter()
Word = Annotated[str, Query(max_length=100)]


@pages.get("/resources")
async def list_resources(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    year: Annotated[str, Query(max_length=4)] = "",
    source: Word = "",
    object_kind: Word = "",
) -> Response:
    unit = service.work.reading()
    choices = _choices(unit.today.year, year, source, object_kind)
    of_year, of_source, of_kind = (one.value for one in choices)
    found = await store.known_to(
        unit,
        me,
        asked.turn(store.ORDERS),
        of_year=int(of_year) if of_year else None,
        source=of_source,
        object_kind=of_kind,
        text=asked.q,
    )
    view = {
        "lines": [views.row(one, unit.today) for one in found.items],
        "list": listing(request, "/resources", asked, store.ORDERS, found, choices=choices, search=_("Tên")),
        "year": of_year or str(unit.today.year),
    }
    return page(request, "reporting/resources/list.html", view)


@pages.get("/resource-totals")
async def totals(
    request: Request, service: Here, me: Me, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> Response:
    unit = service.work.reading()
    chosen = year or unit.today.year
    found = await use_cases.total_year(unit, me, chosen)
    listed = resource_list()
    span = range(unit.today.year + listed.years.after, unit.today.year - listed.years.before - 1, -1)
    view = {
        "view": found,
        "on": unit.today,
        "heads": views.heads(),
        "years": [(str(one), str(one)) for one in span],
        "by_source": [views.share(one) for one in found.by_source],
        "by_office": [views.share(one) for one in found.by_office],
    }
    return page(request, "reporting/resources/totals.html", view)


@pages.get("/resource-objects/{object_kind}/{object_id}")
async def show_object(request: Request, service: Here, me: Me, object_kind: str, object_id: str) -> Response:
    unit = service.work.reading()
    lines = await store.of_object(unit, me, object_kind, object_id)
    if not lines:
        raise NotFound()
    found = views.of_object(lines)
    view = {
        "view": found,
        "kind": views.object_kind_name(object_kind),
        "heads": views.heads(),
        "by_source": [views.share(one) for one in found.by_source],
        "by_year": [views.share(one) for one in found.by_year],
        "lines": [views.row(one, unit.today) for one in lines],
    }
    return page(request, "reporting/resources/object.html", view)


@pages.get("/resources/new")
async def opening_form(
    request: Request, service: Here, me: Me, object_kind: Word = "", object_id: Word = "", object_name: str = ""
) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    today = service.work.reading().today
    view = views.blank(me, today, object_kind=object_kind, object_id=object_id, object_name=object_name)
    return page(request, "reporting/resources/new.html", view)


@pages.post("/resources/new")
async def open_resource(
    request: Request, act: Act, command: Annotated[ResourceCommand, from_form(ResourceCommand)]
) -> Response:
    made = await act(use_cases.open_resource, command)
    return see_other(request, f"/resources/{made.id}", notice=_("Đã mở dòng tiền. Ghi số dự kiến, phân bổ, sử dụng."))


@pages.get("/resources/{resource_id}")
async def show(request: Request, service: Here, me: Me, resource_id: str) -> Response:
    unit = service.work.reading()
    known = await store.seen_by(unit, resource_id, me)
    return page(request, "reporting/resources/show.html", views.whole(known, me, unit.today))


@pages.get("/resources/{resource_id}/plan")
async def plan_form(request: Request, service: Here, me: Me, resource_id: str) -> Response:
    return await _entry_form(request, service, me, resource_id, "plan", _("Ghi số dự kiến"), PlanMoneyCommand)


@pages.post("/resources/{resource_id}/plan")
async def plan(
    request: Request,
    change: Change,
    resource_id: str,
    command: Annotated[PlanMoneyCommand, from_form(PlanMoneyCommand)],
) -> Response:
    await change(use_cases.plan_money, resource_id, command)
    return see_other(request, f"/resources/{resource_id}", notice=_("Đã ghi số dự kiến."))


@pages.get("/resources/{resource_id}/allocations")
async def allocation_form(request: Request, service: Here, me: Me, resource_id: str) -> Response:
    title = _("Ghi số được phân bổ")
    return await _entry_form(request, service, me, resource_id, "allocations", title, AllocateMoneyCommand, limit=LIMIT)


@pages.post("/resources/{resource_id}/allocations")
@takes(LIMIT + FORM_BYTES)
async def allocate(request: Request, change: Change, resource_id: str) -> Response:
    await use_cases.resource_to_write(change.reading(), resource_id, change.me)  # before bytes are kept
    sent = await form_of(request)
    command, file = read(AllocateMoneyCommand, sent), sent.get("file")
    scan = await keep_scan(change.service, file if isinstance(file, UploadFile) else None)
    await change(use_cases.allocate_money, resource_id, command, scan)
    return see_other(request, f"/resources/{resource_id}", notice=_("Đã ghi số được phân bổ."))


@pages.get("/resources/{resource_id}/spendings")
async def spending_form(request: Request, service: Here, me: Me, resource_id: str) -> Response:
    return await _entry_form(request, service, me, resource_id, "spendings", _("Ghi số đã sử dụng"), SpendMoneyCommand)


@pages.post("/resources/{resource_id}/spendings")
async def spend(
    request: Request,
    change: Change,
    resource_id: str,
    command: Annotated[SpendMoneyCommand, from_form(SpendMoneyCommand)],
) -> Response:
    await change(use_cases.spend_money, resource_id, command)
    return see_other(request, f"/resources/{resource_id}", notice=_("Đã ghi số đã sử dụng."))


@pages.get("/resources/{resource_id}/carry-over")
async def carrying_form(request: Request, service: Here, me: Me, resource_id: str) -> Response:
    title = _("Chuyển sang năm sau")
    return await _entry_form(request, service, me, resource_id, "carry-over", title, CarryOverCommand)


@pages.post("/resources/{resource_id}/carry-over")
async def carry_over(
    request: Request,
    change: Change,
    resource_id: str,
    command: Annotated[CarryOverCommand, from_form(CarryOverCommand)],
) -> Response:
    await change(use_cases.carry_over, resource_id, command)
    return see_other(request, f"/resources/{resource_id}", notice=_("Đã chuyển sang dòng tiền của năm sau."))


@pages.get("/resources/{resource_id}/entries/{entry_id}/correction")
async def correction_form(request: Request, service: Here, me: Me, resource_id: str, entry_id: str) -> Response:
    known = await use_cases.resource_to_write(service.work.reading(), resource_id, me)
    entry = known.entry(entry_id)
    if entry is None:
        raise NotFound()
    return page(request, "reporting/resources/correction.html", views.correction(known, entry))


@pages.post("/resources/{resource_id}/entries/{entry_id}/correction")
async def correct(
    request: Request,
    change: Change,
    resource_id: str,
    entry_id: str,
    command: Annotated[CorrectMoneyCommand, from_form(CorrectMoneyCommand)],
) -> Response:
    await change(use_cases.correct_entry, resource_id, entry_id, command)
    return see_other(request, f"/resources/{resource_id}", notice=_("Đã sửa. Số cũ vẫn còn bên cạnh."))


def _choices(today: int, year: str, source: str, object_kind: str) -> list[Choice]:
    listed = resource_list()
    years = [(str(one), str(one)) for one in range(today + listed.years.after, today - listed.years.before - 1, -1)]
    sources = [(one.id, views.source_name(one.id)) for one in listed.sources]
    kinds = [(one.id, views.object_kind_name(one.id)) for one in listed.objects]
    return [
        Choice("year", _("Năm"), years, year if year in dict(years) else "", _("Mọi năm")),
        Choice("source", _("Nguồn"), sources, source if source in dict(sources) else "", _("Mọi nguồn")),
        Choice("object_kind", _("Dùng cho"), kinds, object_kind if object_kind in dict(kinds) else "", _("Tất cả")),
    ]


async def _entry_form(
    request: Request, service: Here, me: Me, resource_id: str, path: str, title: str, kind: type[BaseModel], **more: Any
) -> Response:
    unit = service.work.reading()
    known = await use_cases.resource_to_write(unit, resource_id, me)
    view = {
        "resource": known,
        "line": views.row(known, unit.today),
        "path": path,
        "title": title,
        "asked": form(kind),
        **more,
    }
    return page(request, "reporting/resources/entry.html", view)
