"""The HTML door to a self-assessment: the real sheet, and what the server makes of it while it is filled in."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.fields import form_of
from kit.web.language import gettext as _
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from law.rulebooks import Rulebook
from law.scoring import Filled
from programme import names
from services.registry.dossiers import form, store, use_cases
from services.registry.dossiers.dossier import Dossier
from services.registry.dossiers.lifecycle import Verb
from services.registry.dossiers.sheet import parts_of
from services.registry.dossiers.tally import tally_of
from services.registry.roles import acts_for

pages = APIRouter()


@pages.get("/dossiers/{dossier_id}/self-assessment")
async def self_assessment(request: Request, service: Here, me: Me, dossier_id: str) -> Response:
    unit = service.work.reading()
    dossier = await store.seen_by(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    filled = dossier.self_assessment.filled if dossier.self_assessment else Filled()
    counted = tally_of(rulebook, dossier.set_no, filled)
    view = _live(dossier, rulebook, counted, saved=True) | {
        "parts": parts_of(rulebook.sheet(dossier.set_no), filled, counted["counted"], dossier),
        "open": acts_for(me, dossier.producer_id) and Verb.FILL in dossier.may,
    }
    return page(request, "registry/dossiers/sheet.html", view)


@pages.post("/dossiers/{dossier_id}/self-assessment")
@takes(LONG_FORM)
async def save(
    request: Request, service: Here, me: Me, dossier_id: str, version: IfMatch, key: Idempotency
) -> Response:
    sent = await form_of(request)
    await service.work.run(
        use_cases.save_self_assessment,
        dossier_id,
        filled=form.filled(sent),
        by=me,
        expected=version,
        idempotency=key,
    )
    notice = _("Đã lưu phiếu tự đánh giá.")
    if sent.get("then") == "done":
        return see_other(request, f"/dossiers/{dossier_id}", notice=notice)
    return see_other(request, f"/dossiers/{dossier_id}/self-assessment", notice=notice)


@pages.post("/dossiers/{dossier_id}/self-assessment/tally")
@takes(LONG_FORM)
async def tally(request: Request, service: Here, me: Me, dossier_id: str) -> Response:
    """What has not been saved, counted: nothing is kept."""
    unit = service.work.reading()
    dossier = await store.own(unit, dossier_id, me)
    rulebook = use_cases.rulebook_for(dossier, unit.today)
    counted = tally_of(rulebook, dossier.set_no, form.filled(await form_of(request)))
    return page(request, "registry/dossiers/_live.html", _live(dossier, rulebook, counted, saved=False))


def _live(dossier: Dossier, rulebook: Rulebook, counted: dict[str, Any], *, saved: bool) -> dict[str, Any]:
    return {
        "dossier": dossier,
        "rulebook": rulebook.title,
        "set": names.product_set(dossier.set_no),
        "tally": counted,
        "saved": saved,
    }
