"""The pages of the matching queue: what agencies reported and nobody knows yet whom it concerns; panels about what is known."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from law.agencies import agencies
from programme import names
from services.registry.agencies import store, use_cases, views
from services.registry.agencies.commands import MatchCommand
from services.registry.agencies.lifecycle import LIFECYCLE, State
from services.registry.producers.producer import Producer
from services.registry.products.product import Product

pages = APIRouter()
panels = Panels()


@panels.on("products/show")
async def reports_about_a_product(
    unit: Unit, product: Product, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    found = await use_cases.reports_about_product(unit, product, me)
    return ("registry/agencies/_reports.html", {"reports": views.of_a_page(found)}) if found else None


@panels.on("producers/show")
async def reports_about_a_producer(
    unit: Unit, producer: Producer, me: Principal | None
) -> tuple[str, dict[str, Any]] | None:
    found = await use_cases.reports_about_producer(unit, producer, me)
    return ("registry/agencies/_reports.html", {"reports": views.of_a_page(found)}) if found else None


@pages.get("/agency-reports")
async def list_reports(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=20)] = "",
    agency: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    use_cases.require_registrar(me)
    shown = State(state) if state in set(State) else State.WAITING
    known = [(one.id, views.agency_name(one.id)) for one in agencies()]
    agency = agency if agency in dict(known) else ""
    found = await store.in_queue(unit, me, asked.turn(store.ORDERS), state=shown, agency=agency, text=asked.q)
    others = [(one.value, names.state(LIFECYCLE, one)) for one in State if one is not State.WAITING]
    choices = [
        Choice(
            "state",
            _("Trạng thái"),
            others,
            "" if shown is State.WAITING else shown.value,
            names.state(LIFECYCLE, State.WAITING),
        ),
        Choice("agency", _("Cơ quan gửi"), known, agency, _("Mọi cơ quan")),
    ]
    search = _("Số báo cáo, mã sản phẩm, sản phẩm hoặc chủ thể")
    view = {
        "reports": [views.line(one, unit.now) for one in found.items],
        "waiting": shown is State.WAITING,
        "list": listing(request, "/agency-reports", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "registry/agencies/list.html", view)


@pages.get("/agency-reports/{report_id}")
async def show(
    request: Request, service: Here, me: Me, report_id: str, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    unit = service.work.reading()
    report = await store.seen_by(unit, report_id, me)
    found = await use_cases.whom_it_may_be(unit, report, q, by=me)
    return page(request, "registry/agencies/show.html", views.whole(report, found, q))


@pages.post("/agency-reports/{report_id}/match")
async def match(
    request: Request, change: Change, report_id: str, command: Annotated[MatchCommand, from_form(MatchCommand)]
) -> Response:
    report = await change(use_cases.match_report, report_id, command)
    whom = views.called(report.match) if report.match else ""
    return see_other(
        request, "/agency-reports", notice=_("Đã gắn báo cáo với {whom} và trả lời cơ quan gửi.", whom=whom)
    )


@pages.get("/agency-reports/{report_id}/refusal")
async def refusal_form(request: Request, service: Here, me: Me, report_id: str) -> Response:
    report = await store.seen_by(service.work.reading(), report_id, me)
    return page(request, "registry/agencies/refusal.html", views.whole(report, [], ""))


@pages.post("/agency-reports/{report_id}/refusal")
async def refuse(
    request: Request, change: Change, report_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.set_report_aside, report_id, command)
    return see_other(request, "/agency-reports", notice=_("Đã trả lời cơ quan gửi: báo cáo không thuộc Chương trình."))


@pages.get("/agency-reports/{report_id}/withdrawal")
async def withdrawal_form(request: Request, service: Here, me: Me, report_id: str) -> Response:
    report = await store.seen_by(service.work.reading(), report_id, me)
    return page(request, "registry/agencies/withdrawal.html", views.whole(report, [], ""))


@pages.post("/agency-reports/{report_id}/withdrawal")
async def withdraw(
    request: Request, change: Change, report_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.withdraw_match, report_id, command)
    notice = _("Đã gỡ đối tượng gắn nhầm. Báo cáo chờ được xác định lại.")
    return see_other(request, f"/agency-reports/{report_id}", notice=notice)
