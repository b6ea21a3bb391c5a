"""The pages of rulings: issue one, read one with its explanation, contest it."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import NotFound
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from programme.roles import MAY
from services.evaluation.cases import store as case_store
from services.evaluation.cases.rules import AWAITS_RULING
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.regulations import use_cases as regulations
from services.evaluation.rulings import document, store, use_cases, views
from services.evaluation.rulings.commands import AnswerCommand, AppealCommand, CorrectionCommand, RulingCommand

pages = APIRouter()


@pages.get("/cases/{case_id}/rulings")
async def rulings_of_case(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    await case_store.seen_by(unit, case_id, me)
    issued = await store.of_case(unit, case_id)
    if not issued:
        raise NotFound()
    return see_other(request, f"/rulings/{issued[-1].id}")


@pages.get("/cases/{case_id}/ruling")
async def ruling_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_to_act_on(unit, case_id, me, also=MAY.rule)
    if case.state not in AWAITS_RULING:
        return see_other(request, f"/cases/{case_id}/rulings")
    proposal = await use_cases.proposed(unit, case)
    view = views.proposed(proposal, unit.today) | {
        "unconfirmed": [one.what for one in await regulations.unconfirmed(unit, case)],
        "panels": await panels_of(request, "rulings/form", proposal, me),
        "reasons": await panels_of(request, "rulings/form/reasons", proposal, me),
    }
    return page(request, "evaluation/rulings/form.html", view)


@pages.post("/cases/{case_id}/ruling")
async def issue(
    request: Request, change: Change, case_id: str, command: Annotated[RulingCommand, from_form(RulingCommand)]
) -> Response:
    ruling = await change(use_cases.issue_ruling, case_id, command)
    return see_other(request, f"/rulings/{ruling.id}", notice=_("Đã ban hành quyết định."))


@pages.get("/rulings/{ruling_id}")
async def show_ruling(request: Request, service: Here, me: Me, ruling_id: str) -> Response:
    unit = service.work.reading()
    ruling = await use_cases.ruling_seen_by(unit, ruling_id, me)
    shown = await use_cases.ruling_shown_to(unit, ruling, me)
    view = views.whole(shown, await case_store.seen_by(unit, ruling.case_id, me), me)
    view["panels"] = await panels_of(request, "rulings/show", shown, me)
    return page(request, "evaluation/rulings/show.html", view)


@pages.get("/rulings/{ruling_id}/explanation.docx")
async def explanation_docx(service: Here, me: Me, ruling_id: str) -> Response:
    unit = service.work.reading()
    ruling = await use_cases.ruling_seen_by(unit, ruling_id, me)
    steps = views.steps_for(ruling, await case_store.seen_by(unit, ruling.case_id, me), me)
    made = await asyncio.to_thread(document.explanation_docx, ruling, steps, current_language())
    headers = {"Content-Disposition": f'attachment; filename="{ruling.id}.docx"'}
    return Response(made, media_type=document.DOCX, headers=headers)


@pages.post("/rulings/{ruling_id}/corrections")
async def correct(
    request: Request,
    change: Change,
    ruling_id: str,
    command: Annotated[CorrectionCommand, from_form(CorrectionCommand)],
) -> Response:
    await change(use_cases.correct_ruling, ruling_id, command)
    return see_other(request, f"/rulings/{ruling_id}", notice=_("Đã đính chính."))


@pages.post("/rulings/{ruling_id}/appeals")
async def appeal(
    request: Request, change: Change, ruling_id: str, command: Annotated[AppealCommand, from_form(AppealCommand)]
) -> Response:
    await change(use_cases.appeal_ruling, ruling_id, command)
    return see_other(request, f"/rulings/{ruling_id}", notice=_("Đã gửi khiếu nại."))


@pages.post("/rulings/{ruling_id}/answer")
async def answer(
    request: Request, change: Change, ruling_id: str, command: Annotated[AnswerCommand, from_form(AnswerCommand)]
) -> Response:
    await change(use_cases.answer_appeal, ruling_id, command)
    return see_other(request, f"/rulings/{ruling_id}", notice=_("Đã trả lời khiếu nại."))
