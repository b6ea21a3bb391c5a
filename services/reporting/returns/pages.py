"""The pages of returns: the list, one return, what its office writes, who handed in, two periods side by side."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.mapped import mapped
from kit.refusal import Forbidden, NotFound
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.files import FileStore, Stored
from kit.web.forms import from_form, read_with_file
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.work import Unit
from programme import names
from programme.roles import OFFICERS
from services.reporting.returns import reading, return_files, store, table_views, use_cases, views
from services.reporting.returns.commands import (
    AskReturnCommand,
    CorrectReturnCommand,
    FillReturnCommand,
    PaperReturnCommand,
    ReturnSentBackCommand,
)
from services.reporting.returns.lifecycle import LIFECYCLE, State

pages = APIRouter()
Text = Annotated[str, Query(max_length=120)]
WAITING = (State.DUE, State.FILLING, State.SENT_BACK, State.SUBMITTED)


@pages.get("/returns")
async def list_returns(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Text = "", office: Text = ""
) -> Response:
    unit = service.work.reading()
    state, wanted = narrowed(state, State, unasked=WAITING)
    found = await store.known_to(
        unit,
        me,
        asked.turn(store.ORDERS),
        states=tuple(wanted),
        origins=reading.origins_of(office, unit.today),
    )
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Chưa duyệt"))]
    kept = {"office": office} if office else {}
    view = {
        "returns": [views.row(one, unit.today) for one in found.items],
        "list": listing(request, "/returns", asked, store.ORDERS, found, choices=choices, kept=kept),
    }
    return page(request, "reporting/returns/list.html", view)


@pages.get("/returns/new")
async def asking_form(request: Request, service: Here, me: Me) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    return page(request, "reporting/returns/new.html", views.asking(me, service.work.reading().today))


@pages.post("/returns/new")
async def ask(
    request: Request, act: Act, command: Annotated[AskReturnCommand, from_form(AskReturnCommand)]
) -> Response:
    one = await act(use_cases.ask_for_return, command)
    return see_other(request, f"/returns/{one.id}", notice=_("Đã yêu cầu báo cáo; cơ quan được báo."))


@pages.get("/return-table")
async def show_table(request: Request, service: Here, me: Me, of: Text = "") -> Response:
    unit = service.work.reading()
    options = await _periods(unit, me)
    chosen = of if of in dict(options) else options[0][0] if options else ""
    view: dict[str, Any] = {"options": options, "chosen": chosen, "found": None}
    if chosen:
        form, period = chosen.split(":", 1)
        found = table_views.table(form, period, await store.of_period(unit, me, form, period), unit.today)
        query = urlencode({"form": form, "period": period})
        view |= {"found": found, "rows": table_views.table_page(found), "query": query}
    return page(request, "reporting/returns/table.html", view)


@pages.get("/return-comparison")
async def compare(request: Request, service: Here, me: Me, one: Text = "", other: Text = "") -> Response:
    unit = service.work.reading()
    options = await _periods(unit, me)
    known = dict(options)
    view: dict[str, Any] = {"options": options, "one": one, "other": other, "found": None}
    if one in known and other in known:
        found = await reading.compare(unit, me, one, other)
        rows = [{"label": names.said((cell.vi, cell.en)), "one": cell.one, "other": cell.other} for cell in found.cells]
        view |= {"found": found, "rows": rows, "names": (known[one], known[other])}
    return page(request, "reporting/returns/comparison.html", view)


@pages.get("/returns/{return_id}")
async def show(request: Request, service: Here, me: Me, return_id: str) -> Response:
    unit = service.work.reading()
    one, filled = await reading.open_return(unit, return_id, me)
    view = views.whole(one, filled, me, unit.today)
    view["next_adjusts"] = await reading.adjusted_next(unit, one)
    return page(request, "reporting/returns/show.html", view)


@pages.get("/returns/{return_id}/cells")
async def cells_form(request: Request, service: Here, me: Me, return_id: str) -> Response:
    unit = service.work.reading()
    await use_cases.to_fill(unit, return_id, me)
    return await _shown(request, unit, me, return_id, "cells")


@pages.post("/returns/{return_id}/cells")
async def fill(
    request: Request,
    change: Change,
    return_id: str,
    command: Annotated[FillReturnCommand, from_form(FillReturnCommand)],
) -> Response:
    await change(use_cases.fill_return, return_id, command)
    return see_other(request, f"/returns/{return_id}/cells", notice=_("Đã lưu số liệu."))


@pages.post("/returns/{return_id}/submission")
async def submit(request: Request, change: Change, return_id: str) -> Response:
    await change(use_cases.submit_return, return_id)
    return see_other(request, f"/returns/{return_id}", notice=_("Đã nộp báo cáo."))


@pages.post("/returns/{return_id}/approval")
async def approve(request: Request, change: Change, return_id: str) -> Response:
    await change(use_cases.approve_return, return_id)
    return see_other(request, f"/returns/{return_id}", notice=_("Đã duyệt báo cáo."))


@pages.get("/returns/{return_id}/sending-back")
async def sending_back_form(request: Request, service: Here, me: Me, return_id: str) -> Response:
    unit = service.work.reading()
    await use_cases.to_decide(unit, return_id, me)
    return await _shown(request, unit, me, return_id, "sending_back")


@pages.post("/returns/{return_id}/sending-back")
async def send_back(
    request: Request,
    change: Change,
    return_id: str,
    command: Annotated[ReturnSentBackCommand, from_form(ReturnSentBackCommand)],
) -> Response:
    await change(use_cases.send_return_back, return_id, command)
    return see_other(request, f"/returns/{return_id}", notice=_("Đã trả lại báo cáo kèm lý do."))


@pages.get("/returns/{return_id}/correction")
async def correction_form(request: Request, service: Here, me: Me, return_id: str) -> Response:
    unit = service.work.reading()
    await use_cases.to_decide(unit, return_id, me)
    return await _shown(request, unit, me, return_id, "correction")


@pages.post("/returns/{return_id}/correction")
async def correct(
    request: Request,
    change: Change,
    return_id: str,
    command: Annotated[CorrectReturnCommand, from_form(CorrectReturnCommand)],
) -> Response:
    await change(use_cases.correct_return, return_id, command)
    return see_other(request, f"/returns/{return_id}", notice=_("Đã lập bản sửa; bản cũ được giữ bên cạnh."))


@pages.post("/returns/{return_id}/paper")
@takes(return_files.LIMIT + FORM_BYTES)
async def take_on_paper(request: Request, change: Change, return_id: str) -> Response:
    await use_cases.to_decide(change.reading(), return_id, change.me, change.version)  # before bytes are kept
    command, file = read_with_file(PaperReturnCommand, await form_of(request))
    scan = await return_files.keep_scan(change.service, file)
    await change(use_cases.take_on_paper, return_id, command, scan)
    return see_other(request, f"/returns/{return_id}/cells", notice=_("Đã nhận bản giấy. Ghi số liệu như trên giấy."))


@pages.get("/returns/{return_id}/scan")
async def show_scan(service: Here, me: Me, return_id: str) -> Response:
    one = await store.seen_by(service.work.reading(), return_id, me)
    if one.scan is None:
        raise NotFound()
    return FileStore.of(service).send(mapped(Stored, one.scan), inline=True)


async def _shown(request: Request, unit: Unit, me: Principal, return_id: str, name: str) -> Response:
    one, filled = await reading.open_return(unit, return_id, me)
    return page(request, f"reporting/returns/{name}.html", views.whole(one, filled, me, unit.today))


async def _periods(unit: Unit, me: Principal) -> list[tuple[str, str]]:
    """The forms and periods of the returns a person may see, for a form: the latest first."""
    found = await store.periods_known(unit, me)
    return [
        (f"{form}:{period}", f"{views.form_title(form, until)} – {views.period_name(period)}")
        for form, period, until in found
    ]
