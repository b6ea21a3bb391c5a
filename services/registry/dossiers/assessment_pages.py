"""The pages of a self-assessment: the real sheet, and what it counts to while it is filled in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from programme.roles import acts_for
from services.registry.dossiers import sheet_views, store, use_cases
from services.registry.dossiers.commands import FilledCommand
from services.registry.dossiers.lifecycle import Verb

pages = APIRouter()


@pages.get("/dossiers/{dossier_id}/self-assessment")
async def self_assessment(request: Request, service: Here, me: Me, dossier_id: str) -> Response:
    unit = service.work.reading()
    dossier = await store.seen_by(unit, dossier_id, me)
    filling = acts_for(me, dossier.producer_id) and Verb.FILL in dossier.may
    linked = await use_cases.linkages_for(unit, dossier) if filling else []
    view = sheet_views.sheet_page(dossier, use_cases.rulebook_for(dossier, unit.today), open=filling, linked=linked)
    return page(request, "registry/dossiers/sheet.html", view)


@pages.post("/dossiers/{dossier_id}/self-assessment")
@takes(LONG_FORM)
async def save(
    request: Request, change: Change, dossier_id: str, command: Annotated[FilledCommand, from_form(FilledCommand)]
) -> Response:
    await change(use_cases.save_self_assessment, dossier_id, command)
    notice = _("Đã lưu phiếu tự đánh giá.")
    if (await form_of(request)).get("then") == "done":
        return see_other(request, f"/dossiers/{dossier_id}", notice=notice)
    return see_other(request, f"/dossiers/{dossier_id}/self-assessment", notice=notice)


@pages.post("/dossiers/{dossier_id}/self-assessment/tally")
@takes(LONG_FORM)
async def tally(request: Request, service: Here, me: Me, dossier_id: str) -> Response:
    """What has not been saved, counted: nothing is kept."""
    unit = service.work.reading()
    dossier = await store.own(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    filled = read(FilledCommand, await form_of(request)).filled()
    counted = sheet_views.tally_of(rulebook, dossier.set_no, filled)
    return page(request, "registry/dossiers/_live.html", sheet_views.live(dossier, rulebook, counted, saved=False))
