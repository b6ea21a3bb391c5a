"""The pages by which lists of earlier years are sent, looked at, entered and taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Id, Reason
from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.files import FileStore
from kit.web.forms import from_form
from kit.web.labelled import form
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.web.pages import page, see_other
from kit.web.sent_lists import LIMIT, csv_download, kept_list, list_of
from services.registry.recognitions import store, use_cases, views
from services.registry.recognitions.commands import EnterCommand, ReadCommand
from services.registry.recognitions.line_by_line import AT_ONCE, work_on
from services.registry.recognitions.sent_list import Outcome

pages = APIRouter()


@pages.get("/recognitions/new")
async def sending_form(request: Request, service: Here, me: Me) -> Response:
    recent = await store.known_to(service.work.reading(), me, limit=20)
    return page(request, "registry/recognitions/send.html", views.sending(recent.items))


@pages.post("/recognitions/new")
@takes(LIMIT + FORM_BYTES)
async def send(request: Request, act: Act) -> Response:
    store.require_recogniser(act.me)  # before a stranger's bytes are kept
    sent = await list_of(FileStore.of(act.service), (await form_of(request)).get("file"))
    made = await act(use_cases.send_list, views.new_list(sent))
    await work_on(act.service, made.id, most=AT_ONCE)
    return see_other(request, f"/recognitions/{made.id}", notice=_("Đã đọc danh sách. Chưa dòng nào được nhập."))


@pages.get("/recognitions/{list_id}")
async def show(
    request: Request,
    service: Here,
    me: Me,
    list_id: Id,
    only: Outcome | None = None,
    after: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Response:
    unit = service.work.reading()
    view = await views.whole(unit, await store.seen_by(unit, list_id, me), only=only, after=after)
    following = f"/recognitions/{list_id}?after={view['next']}" + (f"&only={only}" if only else "")
    view["next"] = link(request, following) if view["next"] else None
    return page(request, "registry/recognitions/show.html", view)


@pages.get("/recognitions/{list_id}/refused.csv")
async def refused(service: Here, me: Me, list_id: Id) -> Response:
    unit = service.work.reading()
    found = await store.seen_by(unit, list_id, me)
    return csv_download([row async for row in views.refused(unit, found)], "dong-khong-nhap-duoc.csv")


@pages.post("/recognitions/{list_id}/reading")
async def read_otherwise(
    request: Request, change: Change, list_id: Id, command: Annotated[ReadCommand, from_form(ReadCommand)]
) -> Response:
    found = await store.seen_by(change.reading(), list_id, change.me)
    read = await kept_list(FileStore.of(change.service), found.sha256, command.writing)
    await change(use_cases.read_otherwise, list_id, views.reading_of(read))
    await work_on(change.service, list_id, most=AT_ONCE)
    return see_other(request, f"/recognitions/{list_id}", notice=_("Đã đọc lại danh sách theo bảng mã đã chọn."))


@pages.post("/recognitions/{list_id}/entry")
async def enter(
    request: Request, change: Change, list_id: Id, command: Annotated[EnterCommand, from_form(EnterCommand)]
) -> Response:
    await change(use_cases.enter_list, list_id, command)
    await work_on(change.service, list_id, most=AT_ONCE)
    return see_other(
        request, f"/recognitions/{list_id}", notice=_("Danh sách đang được nhập; kết quả từng dòng ở dưới.")
    )


@pages.get("/recognitions/{list_id}/undoing")
async def undoing_form(request: Request, service: Here, me: Me, list_id: Id) -> Response:
    unit = service.work.reading()
    found = await store.seen_by(unit, list_id, me)
    return page(
        request, "registry/recognitions/undo.html", {"list": await views.shown(unit, found), "asked": form(Reason)}
    )


@pages.post("/recognitions/{list_id}/undoing")
async def undo(
    request: Request, change: Change, list_id: Id, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.undo_list, list_id, command)
    await work_on(change.service, list_id, most=AT_ONCE)
    return see_other(
        request, f"/recognitions/{list_id}", notice=_("Danh sách đang được rút lại; kết quả từng dòng ở dưới.")
    )
