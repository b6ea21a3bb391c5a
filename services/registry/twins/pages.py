"""The pages of likely twins: the list, and two records side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.refusal import NotFound
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, listing
from kit.web.pages import page, see_other
from services.registry.twins import rules, store, use_cases, views
from services.registry.twins.commands import MergeTwinsCommand
from services.registry.twins.use_cases import Both

pages = APIRouter()


@pages.get("/twins")
async def list_twins(request: Request, service: Here, me: Me, asked: AskedOfList) -> Response:
    unit = service.work.reading()
    rules.require_registrar(me)
    found = await store.open_before(unit, me, asked.turn(store.ORDERS))
    rows: list[Both] = []
    for pair in found.items:
        try:
            rows.append(await use_cases.both_of(unit, pair.id, me))
        except NotFound:  # merged or struck at this moment
            continue
    view = {
        "pairs": [views.row(both) for both in rows],
        "list": listing(request, "/twins", asked, store.ORDERS, found),
    }
    return page(request, "registry/twins/list.html", view)


@pages.get("/twins/{pair_id}")
async def compare(request: Request, service: Here, me: Me, pair_id: str) -> Response:
    unit = service.work.reading()
    both = await use_cases.both_of(unit, pair_id, me)
    return page(request, "registry/twins/pair.html", views.whole(both, unit.today))


@pages.post("/twins/{pair_id}/merging")
async def merge(
    request: Request, change: Change, pair_id: str, command: Annotated[MergeTwinsCommand, from_form(MergeTwinsCommand)]
) -> Response:
    pair = await change(use_cases.merge_twins, pair_id, command)
    where = "/producers/" if pair.kind == "producer" else "/products/"
    return see_other(request, f"{where}{command.keep}", notice=_("Đã gộp. Địa chỉ của bản ghi kia dẫn về đây."))


@pages.get("/twins/{pair_id}/parting")
async def parting_form(request: Request, service: Here, me: Me, pair_id: str) -> Response:
    unit = service.work.reading()
    both = await use_cases.both_of(unit, pair_id, me)
    return page(request, "registry/twins/parting.html", views.whole(both, unit.today))


@pages.post("/twins/{pair_id}/parting")
async def part(
    request: Request, change: Change, pair_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.part_twins, pair_id, command)
    return see_other(request, "/twins", notice=_("Đã ghi là không trùng. Cặp này không được hỏi lại."))


@pages.post("/twins/{pair_id}/asking")
async def ask_again(request: Request, change: Change, pair_id: str) -> Response:
    await change(use_cases.ask_again, pair_id)
    return see_other(request, f"/twins/{pair_id}", notice=_("Cặp này được xem xét lại."))
