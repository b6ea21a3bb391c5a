"""The pages of reports: the list, a draft, a published one with its files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, MaybeMe, Me
from kit.web.forms import from_form
from kit.web.links import absolute
from kit.web.lists import AskedOfList, Choice, listing, narrowed, states
from kit.web.pages import page, see_other
from programme import names
from programme.roles import OFFICERS
from services.reporting.reports import store, use_cases, views
from services.reporting.reports.commands import PrepareReportCommand, PublishReportCommand
from services.reporting.reports.lifecycle import LIFECYCLE, State

pages = APIRouter()


@pages.get("/reports")
async def list_reports(
    request: Request,
    service: Here,
    me: MaybeMe,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
    kind: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=(State.DRAFT, State.PUBLISHED))
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), states=wanted, kind=kind)
    choices = [
        states(
            _("Trạng thái"),
            [(one.value, names.state(LIFECYCLE, one)) for one in State],
            state,
            blank=_("Dự thảo và đã công bố"),
        ),
        Choice("kind", _("Mẫu báo cáo"), views.kinds(), kind, _("Mọi mẫu")),
    ]
    view = {
        "reports": [views.row(one) for one in found.items],
        "list": listing(request, "/reports", asked, store.ORDERS, found, choices=choices),
        "may_prepare": me is not None and bool(me.offices(*OFFICERS)),
    }
    return page(request, "reporting/reports/list.html", view)


@pages.get("/reports/new")
async def preparing_form(request: Request, service: Here, me: Me) -> Response:
    if not me.offices(*OFFICERS):
        raise Forbidden()
    return page(request, "reporting/reports/new.html", views.preparing(me, service.work.reading().today))


@pages.post("/reports/new")
async def prepare(
    request: Request, act: Act, command: Annotated[PrepareReportCommand, from_form(PrepareReportCommand)]
) -> Response:
    report = await act(use_cases.prepare_report, command)
    said = _("Đã lập dự thảo. Xem lại số liệu rồi công bố.")
    return see_other(request, f"/reports/{report.id}", notice=said)


@pages.get("/reports/{report_id}")
async def show(request: Request, service: Here, me: MaybeMe, report_id: str) -> Response:
    unit = service.work.reading()
    report = await store.seen_by(unit, report_id, me)
    view = views.whole(report, me, await store.replaceable(unit, report), unit.today)
    return page(request, "reporting/reports/show.html", view)


@pages.get("/reports/{report_id}/again")
async def again(request: Request, service: Here, me: Me, report_id: str) -> Response:
    found = await use_cases.count_again(service.work.reading(), report_id, by=me)
    return page(request, "reporting/reports/again.html", {"row": views.row(found.report), "again": views.again(found)})


@pages.post("/reports/{report_id}")
async def publish(
    request: Request,
    service: Here,
    change: Change,
    report_id: str,
    command: Annotated[PublishReportCommand, from_form(PublishReportCommand)],
) -> Response:
    files = await use_cases.files_of(change.reading(), report_id, change.me)
    address = absolute(service, f"/reports/{report_id}")
    await change(use_cases.publish_report, report_id, command, files, address)
    return see_other(request, f"/reports/{report_id}", notice=_("Đã công bố báo cáo."))


@pages.post("/reports/{report_id}/discarding")
async def discard(request: Request, change: Change, report_id: str) -> Response:
    await change(use_cases.discard_report, report_id)
    return see_other(request, "/reports", notice=_("Đã bỏ dự thảo."))
