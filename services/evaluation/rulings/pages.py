"""The HTML door to rulings: issue one, read one with its explanation, contest it."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.refusal import NotFound
from kit.web.days import Day
from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.language import current_language
from kit.web.language import gettext as _
from kit.web.pages import page, see_other
from kit.web.text import Line
from services.evaluation import legal, verdict
from services.evaluation.analysis import sides
from services.evaluation.analysis.steadiness import steadiness
from services.evaluation.cases import store as case_store
from services.evaluation.cases.case import Case
from services.evaluation.cases.showing import AWAITS_RULING
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.rulings import refusals, showing, store, use_cases, writing
from services.evaluation.rulings.telling import told
from services.evaluation.scoring import store as scoring_store
from services.evaluation.scoring import use_cases as scoring_use_cases

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
    case = await case_to_act_on(unit, case_id, me, also=("chair",))
    if case.state not in AWAITS_RULING:
        return see_other(request, f"/cases/{case_id}/rulings")
    scoring = await scoring_store.of_case(unit, case_id)
    if scoring is None or scoring.result is None:
        raise refusals.NotConcluded()
    shown = await scoring_store.revealed(unit, case_id, scoring.round)
    rulebook = legal.rulebook_of(case.dossier)
    bench = scoring_use_cases.bench_of(case, scoring, shown, unit.today)
    found = verdict.verdict(rulebook, bench)
    view = {
        "case": case,
        "today": unit.today,
        "steadiness": steadiness(rulebook, bench),
        "sides": sides.before_ruling(rulebook, case, bench),
        **showing.proposed(rulebook, case.tier, found, unit.today),
    }
    return page(request, "evaluation/rulings/form.html", view)


@pages.post("/cases/{case_id}/ruling")
async def issue(
    request: Request,
    service: Here,
    me: Me,
    case_id: str,
    version: IfMatch,
    key: Idempotency,
    decision_number: Annotated[str, Form(max_length=100), Line] = "",
    decided_on: Annotated[Day | None, Form()] = None,
) -> Response:
    ruling = await service.work.run(
        use_cases.issue_ruling,
        case_id,
        decision_number=decision_number.strip() or None,
        decided_on=decided_on,
        by=me,
        expected=version,
        idempotency=key,
    )
    return see_other(request, f"/rulings/{ruling.id}", notice=_("Đã ban hành kết luận."))


@pages.get("/rulings/{ruling_id}")
async def show_ruling(request: Request, service: Here, me: Me, ruling_id: str) -> Response:
    unit = service.work.reading()
    ruling = await use_cases.ruling_seen_by(unit, ruling_id, me)
    case = await case_store.seen_by(unit, ruling.case_id, me)
    return page(request, "evaluation/rulings/show.html", showing.whole(ruling, case, me, **_rights(me, case)))


@pages.get("/rulings/{ruling_id}/explanation.docx")
async def explanation_docx(service: Here, me: Me, ruling_id: str) -> Response:
    unit = service.work.reading()
    ruling = await use_cases.ruling_seen_by(unit, ruling_id, me)
    steps = told(ruling, await case_store.seen_by(unit, ruling.case_id, me), me)
    made = await asyncio.to_thread(writing.explanation_docx, ruling, steps, current_language())
    headers = {"Content-Disposition": f'attachment; filename="{ruling.id}.docx"'}
    return Response(made, media_type=writing.DOCX, headers=headers)


@pages.post("/rulings/{ruling_id}/corrections")
async def correct(
    request: Request,
    service: Here,
    me: Me,
    ruling_id: str,
    version: IfMatch,
    key: Idempotency,
    what: Annotated[str, Form(max_length=4000)] = "",
    decision_number: Annotated[str, Form(max_length=100), Line] = "",
) -> Response:
    await service.work.run(
        use_cases.correct_ruling,
        ruling_id,
        what=what,
        decision_number=decision_number,
        by=me,
        expected=version,
        idempotency=key,
    )
    return see_other(request, f"/rulings/{ruling_id}", notice=_("Đã đính chính."))


@pages.post("/rulings/{ruling_id}/appeals")
async def appeal(
    request: Request,
    service: Here,
    me: Me,
    ruling_id: str,
    version: IfMatch,
    key: Idempotency,
    grounds: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    await service.work.run(
        use_cases.appeal_ruling, ruling_id, grounds=grounds, by=me, expected=version, idempotency=key
    )
    return see_other(request, f"/rulings/{ruling_id}", notice=_("Đã gửi khiếu nại."))


@pages.post("/rulings/{ruling_id}/answer")
async def answer(
    request: Request,
    service: Here,
    me: Me,
    ruling_id: str,
    version: IfMatch,
    key: Idempotency,
    answer: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    await service.work.run(use_cases.answer_appeal, ruling_id, answer=answer, by=me, expected=version, idempotency=key)
    return see_other(request, f"/rulings/{ruling_id}", notice=_("Đã trả lời khiếu nại."))


def _rights(me: Principal, case: Case) -> dict[str, bool]:
    return {"acts": use_cases.acts_for(me, case), "own": me.holds("producer", case.dossier.producer.id)}
