"""The pages of dossiers: the list, the dossier with its tasks, opening, submitting, withdrawing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.labelled import form
from kit.web.lists import AskedOfList, listing, states
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from programme import names
from programme.roles import PRODUCER
from services.registry.dossiers import assessment_pages, delta, evidence_pages, store, use_cases, views
from services.registry.dossiers.commands import OpenCommand, SubmitCommand, TickCommand
from services.registry.dossiers.evidence_files import base_of
from services.registry.dossiers.lifecycle import LIFECYCLE, State

pages = APIRouter()


@pages.get("/dossiers")
async def list_dossiers(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
) -> Response:
    chosen = State(state) if state in {known.value for known in State} else None
    # What an office asked for has a day: the first of them first.
    orders = store.RETURNED_FIRST if chosen is State.RETURNED else store.ORDERS
    unit = service.work.reading()
    found = await store.known_to(unit, me, state=chosen, text=asked.q, turn=asked.turn(orders))
    options = [(known.value, names.state(LIFECYCLE, known)) for known in State]
    choices = [states(_("Trạng thái"), options, chosen.value if chosen else "")]
    search = _("Số tiếp nhận, sản phẩm hoặc chủ thể")
    shown = listing(request, "/dossiers", asked, orders, found, choices=choices, search=search)
    view = {
        "dossiers": [views.row(dossier) for dossier in found.items],
        "list": shown,
        "quick": views.quick(shown, await store.waiting_for(unit, me)) if me.has(PRODUCER) else [],
        "is_producer": me.has(PRODUCER),
    }
    return page(request, "registry/dossiers/list.html", view)


@pages.get("/products/{product_id}/dossiers/new")
async def opening_form(request: Request, service: Here, me: Me, product_id: str) -> Response:
    unit = service.work.reading()
    product = await use_cases.product_to_ask_for(unit, product_id, me)
    return page(request, "registry/dossiers/open.html", views.opening(product, unit.today))


@pages.post("/products/{product_id}/dossiers/new")
async def open_dossier(request: Request, act: Act, product_id: str) -> Response:
    sent = await form_of(request)
    command = read(OpenCommand, sent, product_id=product_id, kind=str(sent.get("kind", "")))
    dossier = await act(use_cases.open_dossier, command)
    return see_other(request, f"/dossiers/{dossier.id}", notice=_("Đã mở hồ sơ. Làm lần lượt các việc dưới đây."))


@pages.get("/dossiers/{dossier_id}")
async def show(request: Request, service: Here, me: Me, dossier_id: str) -> Response:
    unit = service.work.reading()
    dossier = await store.seen_by(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    view = views.whole(dossier, rulebook, me, unit.today) | {"supplements": delta.supplements(dossier, rulebook)}
    before, opens = await store.before_it(unit, dossier, me)
    view["panels"] = await panels_of(request, "dossiers/show", dossier, me)
    view["delta"] = delta.since(dossier, before, rulebook) | {"opens": opens} if before else None
    return page(request, "registry/dossiers/show.html", view)


@pages.post("/dossiers/{dossier_id}/asked")
async def tick(
    request: Request, change: Change, dossier_id: str, command: Annotated[TickCommand, from_form(TickCommand)]
) -> Response:
    await change(use_cases.tick_what_was_asked, dossier_id, command)
    return see_other(request, f"/dossiers/{dossier_id}", notice=_("Đã lưu các nội dung đã bổ sung."))


@pages.get("/dossiers/{dossier_id}/submission")
async def submission_form(request: Request, service: Here, me: Me, dossier_id: str) -> Response:
    unit = service.work.reading()
    dossier = await store.own(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    return page(request, "registry/dossiers/submission.html", views.whole(dossier, rulebook, me, unit.today))


@pages.post("/dossiers/{dossier_id}/submission")
async def submit(
    request: Request, change: Change, dossier_id: str, command: Annotated[SubmitCommand, from_form(SubmitCommand)]
) -> Response:
    dossier = await change(use_cases.submit_dossier, dossier_id, command, base=base_of(change.service))
    notice = _("Đã nộp. Số tiếp nhận: {number}.", number=dossier.number)
    return see_other(request, f"/dossiers/{dossier.id}", notice=notice)


@pages.get("/dossiers/{dossier_id}/withdrawal")
async def withdrawal_form(request: Request, service: Here, me: Me, dossier_id: str) -> Response:
    dossier = await store.own(service.work.reading(), dossier_id, me)
    return page(request, "registry/dossiers/withdrawal.html", {"dossier": dossier, "asked": form(Reason)})


@pages.post("/dossiers/{dossier_id}/withdrawal")
async def withdraw(
    request: Request, change: Change, dossier_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.withdraw_dossier, dossier_id, command)
    return see_other(request, f"/dossiers/{dossier_id}", notice=_("Đã rút hồ sơ."))


pages.include_router(evidence_pages.pages)
pages.include_router(assessment_pages.pages)
