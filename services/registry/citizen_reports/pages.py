"""The pages of citizens' reports: the public's form and what became of it; the offices' list, report and answer."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.service import Service
from kit.web.acting import Change, Public
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import takes
from kit.web.lists import AskedOfList, Choice, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.web.session import leave_for_next_page, take_notice
from kit.work import Unit
from programme import names
from services.registry.breaches import store as breaches
from services.registry.breaches.lifecycle import State as BreachState
from services.registry.citizen_reports import rules, store, use_cases, views
from services.registry.citizen_reports.commands import AnswerCommand, NumberCommand, ReportCommand
from services.registry.citizen_reports.lifecycle import LIFECYCLE, State
from services.registry.citizen_reports.photographs import AN_HOUR, BODY, LIMIT, keep_photographs
from services.registry.products.product import Product

NUMBER = "answer-number"
"""Under which the number goes from the page that gave it to the next, and into no address, which logs keep."""

pages = APIRouter()
panels = Panels()


@panels.on("products/show")
async def report_a_product(unit: Unit, product: Product, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    found = await store.of_product(unit, product.id, me) if me else []
    if not product.listed or not product.producer_id:
        return None
    view = {"product": product, "reports": [views.line(one, unit.today) for one in found]}
    return "registry/citizen_reports/_of_product.html", view


@pages.get("/products/{product_id}/citizen-report")
async def report_form(request: Request, service: Here, product_id: str) -> Response:
    product = await use_cases.reported(service.work.reading(), product_id)
    view = views.reporting() | {"product": product, "limit": LIMIT, "most": rules.MOST_PHOTOGRAPHS}
    return page(request, "registry/citizen_reports/form.html", view)


@pages.post("/products/{product_id}/citizen-report")
@takes(BODY, strangers_an_hour=AN_HOUR)
async def report(request: Request, anybody: Public, product_id: str) -> Response:
    sent = await form_of(request)
    command = read(ReportCommand, sent)
    files = [one for one in sent.getlist("file") if isinstance(one, UploadFile) and one.filename]
    await use_cases.may_report(anybody.reading(), product_id, command, len(files), anybody.host)
    kept = await keep_photographs(anybody.service, files)
    received = await anybody(use_cases.report_product, product_id, command, kept, anybody.host)
    number = use_cases.number_of(anybody.reading(), received.id)
    leave_for_next_page(request, NUMBER, number)
    return see_other(request, "/citizen-reports/follow", notice=_("Đã nhận phản ánh. Ghi lại mã tra cứu."))


@pages.get("/citizen-reports/follow")
async def follow_form(request: Request, service: Here) -> Response:
    number = take_notice(request, NUMBER)
    return await _followed(request, service, number) if number else _following(request, {})


@pages.post("/citizen-reports/follow")
async def follow(
    request: Request, service: Here, command: Annotated[NumberCommand, from_form(NumberCommand)]
) -> Response:
    return await _followed(request, service, command.number)


@pages.get("/citizen-reports")
async def list_reports(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
    late: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=[State.RECEIVED])
    late = late if late == "yes" else ""
    turn = asked.turn(store.ORDERS)
    found = await store.known_to(unit, me, turn, states=wanted, text=asked.q, late=bool(late))
    options = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [
        states(_("Trạng thái"), options, state, blank=_("Chờ trả lời")),
        Choice("late", _("Hạn trả lời"), [("yes", _("Đã quá hạn"))], late, _("Mọi hạn")),
    ]
    search = _("Sản phẩm, chủ thể hoặc xã")
    view = {
        "reports": [views.line(one, unit.today) for one in found.items],
        "list": listing(request, "/citizen-reports", asked, store.ORDERS, found, choices=choices, search=search),
    }
    return page(request, "registry/citizen_reports/list.html", view)


@pages.get("/citizen-reports/{report_id}")
async def show(request: Request, service: Here, me: Me, report_id: str) -> Response:
    unit = service.work.reading()
    report = await store.seen_by(unit, report_id, me)
    return page(request, "registry/citizen_reports/show.html", views.whole(report, me, unit.today))


@pages.get("/citizen-reports/{report_id}/answer")
async def answer_form(request: Request, service: Here, me: Me, report_id: str) -> Response:
    unit = service.work.reading()
    report = await use_cases.to_answer(unit, report_id, me)
    known = await breaches.of_product(unit, report.product_id, me)
    handled = [one for one in known if one.state is not BreachState.CLOSED]
    view = views.whole(report, me, unit.today) | views.answering(handled, unit.today)
    return page(request, "registry/citizen_reports/answer.html", view)


@pages.post("/citizen-reports/{report_id}/answer")
async def answer(
    request: Request, change: Change, report_id: str, command: Annotated[AnswerCommand, from_form(AnswerCommand)]
) -> Response:
    report = await change(use_cases.answer_report, report_id, command)
    if report.breach_id:
        return see_other(
            request, f"/breaches/{report.breach_id}", notice=_("Đã trả lời người phản ánh. Xử lý tiếp vi phạm tại đây.")
        )
    return see_other(request, f"/citizen-reports/{report_id}", notice=_("Đã trả lời người phản ánh."))


async def _followed(request: Request, service: Service, number: str) -> Response:
    unit = service.work.reading()
    report = await use_cases.follow_report(unit, number)
    view = {"number": number, "found": views.followed(report), "line": views.line(report, unit.today)}
    return _following(request, view)


def _following(request: Request, view: dict[str, Any]) -> Response:
    answer = page(request, "registry/citizen_reports/follow.html", {"asked": views.following(), "found": None} | view)
    answer.headers["Cache-Control"] = "no-store"
    return answer
