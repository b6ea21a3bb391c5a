"""The pages of scoring: a member's own sheet, and the council's progress."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from kit.web.panels import panels as panels_of
from services.evaluation.cases import store as case_store
from services.evaluation.councils.use_cases import council_seen_by
from services.evaluation.scoring import sheet_views, use_cases, views
from services.evaluation.scoring.commands import SheetCommand, UnsealingCommand

pages = APIRouter()


@pages.get("/sheets")
async def my_sheets(request: Request, me: Me) -> Response:
    return see_other(request, "/work")


@pages.get("/cases/{case_id}/sheet")
async def my_sheet(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_inside(unit, case_id, me)
    mine = await sheet_views.sheet_for(unit, case_id, by=me)
    return page(request, "evaluation/scoring/sheet.html", sheet_views.filling(case, mine))


@pages.post("/cases/{case_id}/sheet")
@takes(LONG_FORM)
async def save_my_sheet(
    request: Request, change: Change, case_id: str, command: Annotated[SheetCommand, from_form(SheetCommand)]
) -> Response:
    await change(use_cases.save_my_sheet, case_id, command)
    if (await form_of(request)).get("then") == "seal":
        return see_other(request, f"/cases/{case_id}/sheet/seal")
    return see_other(request, f"/cases/{case_id}/sheet", notice=_("Đã lưu nháp. Chỉ bạn xem được phiếu này."))


@pages.post("/cases/{case_id}/sheet/tally")
@takes(LONG_FORM)
async def tally(
    request: Request, service: Here, me: Me, case_id: str, command: Annotated[SheetCommand, from_form(SheetCommand)]
) -> Response:
    """What has not been saved, counted: nothing is kept."""
    view = await sheet_views.tally_for(service.work.reading(), case_id, command, by=me)
    return page(request, "evaluation/scoring/_tally.html", view)


@pages.get("/cases/{case_id}/sheet/{round:int}")
async def my_earlier_sheet(request: Request, service: Here, me: Me, case_id: str, round: int) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_inside(unit, case_id, me)
    mine = await sheet_views.earlier_sheet_for(unit, case_id, round, by=me)
    return page(request, "evaluation/scoring/earlier.html", sheet_views.filling(case, mine))


@pages.post("/cases/{case_id}/sheet/confirmation")
async def confirm(request: Request, change: Change, case_id: str) -> Response:
    await change(use_cases.confirm_my_sheet, case_id)
    notice = _("Đã xác nhận và niêm phong phiếu theo bản đính chính.")
    return see_other(request, f"/cases/{case_id}", notice=notice)


@pages.get("/cases/{case_id}/sheet/seal")
async def seal_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_store.seen_inside(unit, case_id, me)
    mine = await sheet_views.sheet_for(unit, case_id, by=me)
    return page(request, "evaluation/scoring/seal.html", sheet_views.sealing(case, mine))


@pages.post("/cases/{case_id}/sheet/seal")
async def seal(request: Request, change: Change, case_id: str) -> Response:
    await change(use_cases.seal_my_sheet, case_id)
    notice = _("Phiếu đã niêm phong. Điểm được công khai cùng lúc với các thành viên khác.")
    return see_other(request, f"/cases/{case_id}", notice=notice)


@pages.post("/cases/{case_id}/sheet/unsealing")
async def unseal(
    request: Request, change: Change, case_id: str, command: Annotated[UnsealingCommand, from_form(UnsealingCommand)]
) -> Response:
    await change(use_cases.unseal_my_sheet, case_id, command)
    notice = _("Phiếu đã mở lại thành bản nháp. Sửa xong, niêm phong lại.")
    return see_other(request, f"/cases/{case_id}/sheet", notice=notice)


@pages.get("/cases/{case_id}/scoring")
async def show_scoring(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case, council = await council_seen_by(unit, case_id, me)
    view = await views.whole(unit, case, council, me)
    view["panels"] = await panels_of(request, "scoring/show", case, me)
    return page(request, "evaluation/scoring/show.html", view)


@pages.post("/cases/{case_id}/scoring")
async def open_scoring(request: Request, change: Change, case_id: str) -> Response:
    await change(use_cases.open_scoring, case_id)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã mở chấm điểm."))


@pages.post("/cases/{case_id}/scoring/reveal")
async def reveal(request: Request, act: Act, case_id: str) -> Response:
    await act(use_cases.reveal_scores, case_id)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã công khai các phiếu."))


@pages.post("/cases/{case_id}/scoring/again")
async def again(request: Request, act: Act, case_id: str) -> Response:
    await act(use_cases.score_again, case_id)
    return see_other(request, f"/cases/{case_id}/scoring", notice=_("Đã mở vòng chấm mới."))


@pages.post("/cases/{case_id}/scoring/conclude")
async def conclude(request: Request, act: Act, case_id: str) -> Response:
    await act(use_cases.conclude_scoring, case_id)
    return see_other(request, f"/cases/{case_id}/ruling", notice=_("Hội đồng đã kết luận điểm."))
