"""The HTML door to scoring: a member's own sheet, and the council's progress."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.fields import form_of
from kit.web.language import gettext as _
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from law.rulebooks import shelf
from services.evaluation.cases import store as case_store
from services.evaluation.councils import use_cases as council_use_cases
from services.evaluation.scoring import form, reading, showing, store, use_cases
from services.evaluation.scoring.scoring import LIFECYCLE, State, Verb

pages = APIRouter()


@pages.get("/sheets")
async def my_sheets(request: Request, me: Me) -> Response:
    return see_other(request, "/work")


@pages.get("/cases/{case_id}/sheet")
async def my_sheet(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_inside(unit, case_id, me)
    shown = await reading.sheet_for(unit, case_id, by=me)
    sheet = shelf().get(shown.rulebook_id, shown.rulebook_hash).sheet(case.dossier.product.set_no)
    view = {
        "case": case,
        "mine": shown,
        "parts": showing.parts_of(sheet, shown, case.dossier),
        "lines": showing.lines_of(sheet),
    }
    return page(request, "evaluation/scoring/sheet.html", view)


@pages.post("/cases/{case_id}/sheet")
@takes(LONG_FORM)
async def save_my_sheet(
    request: Request, service: Here, me: Me, case_id: str, version: IfMatch, key: Idempotency
) -> Response:
    sent = await form_of(request)
    await service.work.run(
        use_cases.save_my_sheet,
        case_id,
        filled=form.filled(sent),
        note=form.note(sent),
        by=me,
        expected=version,
        idempotency=key,
    )
    if sent.get("then") == "seal":
        return see_other(request, f"/cases/{case_id}/sheet/seal")
    return see_other(request, f"/cases/{case_id}/sheet", notice=_("Đã lưu nháp. Chỉ bạn xem được phiếu này."))


@pages.get("/cases/{case_id}/sheet/seal")
async def seal_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_inside(unit, case_id, me)
    shown = await reading.sheet_for(unit, case_id, by=me)
    sheet = shelf().get(shown.rulebook_id, shown.rulebook_hash).sheet(case.dossier.product.set_no)
    view = {"case": case, "mine": shown, "missing": showing.missing_of(sheet, shown)}
    return page(request, "evaluation/scoring/seal.html", view)


@pages.post("/cases/{case_id}/sheet/seal")
async def seal(request: Request, service: Here, me: Me, case_id: str, version: IfMatch, key: Idempotency) -> Response:
    await service.work.run(use_cases.seal_my_sheet, case_id, by=me, expected=version, idempotency=key)
    notice = _("Phiếu đã niêm phong. Điểm được công khai cùng lúc với các thành viên khác.")
    return see_other(request, f"/cases/{case_id}", notice=notice)


@pages.get("/cases/{case_id}/scoring")
async def show_scoring(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case, council = await council_use_cases.council_seen_by(unit, case_id, me)
    scoring = await store.of_case(unit, case_id)
    seat = council.seat_of(me.id)
    is_chair = use_cases.leads_council(case, council, me)
    may = LIFECYCLE.may(scoring.state) if scoring else []
    shown = await reading.scoring_for(unit, case_id, by=me) if scoring else None
    enough = shown is not None and shown.progress is not None and shown.progress.sealed >= shown.progress.needed
    view = {
        "case": case,
        "council": council,
        "shown": shown,
        "parts": showing.part_names(),
        "may_open": scoring is None and reading.leads(case, me),
        "may_reveal": is_chair and Verb.REVEAL in may and enough,
        "may_repeat": is_chair and Verb.SCORE_AGAIN in may,
        "may_conclude": is_chair and Verb.CONCLUDE in may,
        "recusing": scoring is None or scoring.state is State.OPEN,
        "may_recuse": reading.leads(case, me),
        "seated": seat is not None and seat.recusal is None,
    }
    return page(request, "evaluation/scoring/show.html", view)


@pages.post("/cases/{case_id}/scoring")
async def open_scoring(
    request: Request, service: Here, me: Me, case_id: str, version: IfMatch, key: Idempotency
) -> Response:
    await service.work.run(use_cases.open_scoring, case_id, by=me, expected=version, idempotency=key)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã mở chấm điểm."))


@pages.post("/cases/{case_id}/scoring/reveal")
async def reveal(request: Request, service: Here, me: Me, case_id: str, key: Idempotency) -> Response:
    await service.work.run(use_cases.reveal_scores, case_id, by=me, idempotency=key)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã công khai các phiếu."))


@pages.post("/cases/{case_id}/scoring/again")
async def again(request: Request, service: Here, me: Me, case_id: str, key: Idempotency) -> Response:
    await service.work.run(use_cases.score_again, case_id, by=me, idempotency=key)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã mở vòng chấm mới."))


@pages.post("/cases/{case_id}/scoring/conclude")
async def conclude(request: Request, service: Here, me: Me, case_id: str, key: Idempotency) -> Response:
    await service.work.run(use_cases.conclude_scoring, case_id, by=me, idempotency=key)
    return see_other(request, f"/cases/{case_id}/ruling", notice=_("Hội đồng đã kết luận điểm."))


@pages.post("/cases/{case_id}/recusals")
async def recuse(
    request: Request,
    service: Here,
    me: Me,
    case_id: str,
    key: Idempotency,
    person_id: Annotated[str, Form(max_length=200)] = "",
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    who = person_id or me.id
    await service.work.run(use_cases.recuse_member, case_id, person_id=who, reason=reason, by=me, idempotency=key)
    after = "/work" if who == me.id else f"/cases/{case_id}/scoring"
    return see_other(request, after, notice=_("Đã ghi nhận người không tham gia."))
