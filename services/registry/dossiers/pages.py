"""The pages of dossiers: the list, the dossier with its tasks, opening, submitting, withdrawing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import After, Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.links import link
from kit.web.pages import page, see_other
from programme import names
from services.registry.dossiers import assessment_pages, delta, evidence_pages, store, use_cases, views
from services.registry.dossiers.commands import OpenCommand, SubmitCommand
from services.registry.dossiers.evidence_files import base_of
from services.registry.dossiers.lifecycle import LIFECYCLE, State

pages = APIRouter()


@pages.get("/dossiers")
async def list_dossiers(
    request: Request,
    service: Here,
    me: Me,
    state: Annotated[str, Query(max_length=30)] = "",
    after: After = None,
) -> Response:
    chosen = State(state) if state in {known.value for known in State} else None
    found = await store.known_to(service.work.reading(), me, state=chosen, after=after, limit=25)
    kept = chosen.value if chosen else ""
    view = {
        "dossiers": [views.row(dossier) for dossier in found.items],
        "states": [(known.value, names.said(LIFECYCLE.states[known])) for known in State],
        "state": kept,
        "next": link(request, f"/dossiers?state={kept}&after={found.next}") if found.next else None,
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
    view = views.whole(dossier, rulebook, me, unit.today)
    before, opens = await store.before_it(unit, dossier, me)
    view["delta"] = delta.since(dossier, before, rulebook) | {"opens": opens} if before else None
    return page(request, "registry/dossiers/show.html", view)


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
    return page(request, "registry/dossiers/withdrawal.html", {"dossier": dossier})


@pages.post("/dossiers/{dossier_id}/withdrawal")
async def withdraw(
    request: Request, change: Change, dossier_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.withdraw_dossier, dossier_id, command)
    return see_other(request, f"/dossiers/{dossier_id}", notice=_("Đã rút hồ sơ."))


pages.include_router(evidence_pages.pages)
pages.include_router(assessment_pages.pages)
