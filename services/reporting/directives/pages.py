"""The pages of directives: what is due for one's office, the directives, one with its matrix, and its draft."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.refusal import Forbidden, NotFound
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from programme import names
from programme.roles import OFFICERS
from services.reporting.directives import store, task_pages, task_store, use_cases, views
from services.reporting.directives.commands import (
    CloseDirectiveCommand,
    DirectiveCommand,
    LetterCommand,
    NewDirectiveCommand,
    OrderCommand,
)
from services.reporting.directives.directive_files import LIMIT, keep_signed
from services.reporting.directives.lifecycle import LIFECYCLE, State

pages = APIRouter()
pages.include_router(task_pages.pages)
DUE = 50
"""Tasks that stand above the list; the rest is a page of its own."""


@pages.get("/directives")
async def list_directives(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in set(State) else None
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), state=chosen)
    mine = await task_store.known_to(unit, me, task_store.ORDERS.turn(limit=DUE), which="mine")
    review = await task_store.known_to(unit, me, task_store.ORDERS.turn(limit=DUE), which="review")
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, chosen.value if chosen else "")]
    view = {
        "mine": [views.due_line(one, unit.today) for one in mine.items],
        "review": [views.due_line(one, unit.today) for one in review.items],
        "directives": [views.line(one) for one in found.items],
        "list": listing(request, "/directives", asked, store.ORDERS, found, choices=choices),
    }
    return page(request, "reporting/directives/list.html", view)


@pages.get("/directives/new")
async def writing_form(request: Request, service: Here, me: Me) -> Response:
    if not me.has(*OFFICERS):
        raise Forbidden()
    return page(request, "reporting/directives/new.html", views.writing(me, service.work.reading().today))


@pages.post("/directives/new")
async def write(
    request: Request, act: Act, command: Annotated[NewDirectiveCommand, from_form(NewDirectiveCommand)]
) -> Response:
    made = await act(use_cases.write_directive, command)
    return see_other(request, f"/directives/{made.id}", notice=_("Đã lập dự thảo. Thêm từng nhiệm vụ rồi ban hành."))


@pages.post("/directives/drafts")
async def draft(request: Request, act: Act, command: Annotated[LetterCommand, from_form(LetterCommand)]) -> Response:
    made = await act(use_cases.draft_from_letter, command)
    return see_other(
        request, f"/directives/{made.id}", notice=_("Đã lập dự thảo theo tệp. Kiểm tra lại trước khi ban hành.")
    )


@pages.get("/directives/{directive_id}")
async def show(request: Request, service: Here, me: Me, directive_id: str) -> Response:
    unit = service.work.reading()
    found = await store.seen_by(unit, directive_id, me)
    if await use_cases.is_news_to(unit, directive_id, me):  # the first opening is noted
        await service.work.run(use_cases.read_directive, directive_id, by=me)
    copies = await store.copies_of(unit, directive_id, me)
    tasks = await task_store.of_directive(unit, directive_id, me)
    return page(request, "reporting/directives/show.html", views.whole(found, copies, tasks, me, unit.today))


@pages.get("/directives/{directive_id}/text")
async def rewriting_form(request: Request, service: Here, me: Me, directive_id: str) -> Response:
    found = await store.own(service.work.reading(), directive_id, me)
    return page(request, "reporting/directives/text.html", {"directive": found, **views.rewriting(found)})


@pages.post("/directives/{directive_id}/text")
async def rewrite(
    request: Request,
    change: Change,
    directive_id: str,
    command: Annotated[DirectiveCommand, from_form(DirectiveCommand)],
) -> Response:
    await change(use_cases.rewrite_directive, directive_id, command)
    return see_other(request, f"/directives/{directive_id}", notice=_("Đã lưu dự thảo."))


@pages.get("/directives/{directive_id}/orders/new")
async def order_form(request: Request, service: Here, me: Me, directive_id: str) -> Response:
    found = await store.own(service.work.reading(), directive_id, me)
    return page(request, "reporting/directives/order.html", {"directive": found, **views.ordering()})


@pages.post("/directives/{directive_id}/orders/new")
async def add_order(
    request: Request, change: Change, directive_id: str, command: Annotated[OrderCommand, from_form(OrderCommand)]
) -> Response:
    await change(use_cases.add_order, directive_id, command)
    return see_other(request, f"/directives/{directive_id}", notice=_("Đã thêm nhiệm vụ."))


@pages.get("/directives/{directive_id}/orders/{order_id}")
async def one_order_form(request: Request, service: Here, me: Me, directive_id: str, order_id: str) -> Response:
    found = await store.own(service.work.reading(), directive_id, me)
    order = found.order(order_id)
    if order is None:
        raise NotFound()
    return page(request, "reporting/directives/order.html", {"directive": found, **views.ordering(order)})


@pages.post("/directives/{directive_id}/orders/{order_id}")
async def change_order(
    request: Request,
    change: Change,
    directive_id: str,
    order_id: str,
    command: Annotated[OrderCommand, from_form(OrderCommand)],
) -> Response:
    await change(use_cases.change_order, directive_id, order_id, command)
    return see_other(request, f"/directives/{directive_id}", notice=_("Đã lưu nhiệm vụ."))


@pages.post("/directives/{directive_id}/orders/{order_id}/removal")
async def drop_order(request: Request, change: Change, directive_id: str, order_id: str) -> Response:
    await change(use_cases.drop_order, directive_id, order_id)
    return see_other(request, f"/directives/{directive_id}", notice=_("Đã bỏ nhiệm vụ."))


@pages.post("/directives/{directive_id}/paper")
@takes(LIMIT + FORM_BYTES)
async def sign(request: Request, change: Change, directive_id: str, file: UploadFile) -> Response:
    await use_cases.to_sign(change.reading(), directive_id, change.me)  # before bytes are kept
    kept = await keep_signed(change.service, file)
    await change(use_cases.sign_directive, directive_id, kept)
    return see_other(request, f"/directives/{directive_id}", notice=_("Đã lưu bản ký."))


@pages.post("/directives/{directive_id}/issue")
async def issue(request: Request, change: Change, directive_id: str) -> Response:
    await change(use_cases.issue_directive, directive_id)
    return see_other(request, f"/directives/{directive_id}", notice=_("Đã ban hành; mỗi cơ quan đã có nhiệm vụ."))


@pages.get("/directives/{directive_id}/closing")
async def closing_form(request: Request, service: Here, me: Me, directive_id: str) -> Response:
    found = await store.own(service.work.reading(), directive_id, me)
    return page(request, "reporting/directives/closing.html", {"directive": found, **views.closing()})


@pages.post("/directives/{directive_id}/closing")
async def close(
    request: Request,
    change: Change,
    directive_id: str,
    command: Annotated[CloseDirectiveCommand, from_form(CloseDirectiveCommand)],
) -> Response:
    await change(use_cases.close_directive, directive_id, command)
    return see_other(request, f"/directives/{directive_id}", notice=_("Đã kết thúc văn bản chỉ đạo."))
