"""The pages of rulebooks: which act holds when, what it says, and what in it is only assumed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from law.rulebooks import Rulebook, shelf
from services.evaluation.cases import store as case_store
from services.evaluation.cases import use_cases as case_use_cases
from services.evaluation.cases import views as case_views
from services.evaluation.rulebooks import use_cases, views
from services.evaluation.rulebooks.commands import EditionCommand

pages = APIRouter()

MOST_TOUCHED = 50
"""Pending cases that the page of editions lists for each of them; the API pages through all."""
Id = Annotated[str, Path(max_length=60)]


@pages.get("/rulebooks")
async def list_rulebooks(request: Request, me: Me) -> Response:
    return page(request, "evaluation/rulebooks/list.html", {"books": views.listed()})


@pages.get("/rulebooks/{rulebook_id}")
async def show_rulebook(request: Request, me: Me, rulebook_id: Id) -> Response:
    return page(request, "evaluation/rulebooks/show.html", views.whole(shelf().get(rulebook_id)))


@pages.get("/rulebooks/{rulebook_id}/editions")
async def show_editions(request: Request, service: Here, me: Me, rulebook_id: Id) -> Response:
    unit = service.work.reading()
    found = views.editions(rulebook_id)
    newest = found[0].book
    touched: list[tuple[Rulebook, list[dict[str, Any]], bool]] = []
    for one in found[1:]:
        page_ = await case_store.pending_under(unit, me, rulebook_id, one.book.hash, limit=MOST_TOUCHED)
        lines = [case_views.row(case, me, unit.today) for case in page_.items]
        touched.append((one.book, lines, page_.next is not None))
    view = {"book": newest, "editions": found, "touched": [row for row in touched if row[1]]}
    return page(request, "evaluation/rulebooks/editions.html", view)


@pages.get("/cases/{case_id}/edition")
async def edition_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case = await case_use_cases.case_to_act_on(service.work.reading(), case_id, me)
    return page(request, "evaluation/rulebooks/apply.html", views.choice(case))


@pages.get("/cases/{case_id}/reopening")
async def reopening_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case, scoring = await use_cases.case_to_reopen(service.work.reading(), case_id, by=me)
    view = {**views.choice(case), "round": scoring.round, "sealed": len(scoring.sealed)}
    return page(request, "evaluation/rulebooks/reopen.html", view)


@pages.post("/cases/{case_id}/reopening")
@takes(LONG_FORM)
async def reopen_council(
    request: Request, change: Change, case_id: str, command: Annotated[EditionCommand, from_form(EditionCommand)]
) -> Response:
    case = await change(use_cases.reopen_council, case_id, command)
    notice = _("Đã mở lại Hội đồng theo bản đính chính. Từng thành viên xác nhận phiếu của mình hoặc chấm lại.")
    return see_other(request, f"/cases/{case.id}", notice=notice)


@pages.post("/cases/{case_id}/edition")
@takes(LONG_FORM)
async def apply_edition(
    request: Request, change: Change, case_id: str, command: Annotated[EditionCommand, from_form(EditionCommand)]
) -> Response:
    case = await change(use_cases.apply_edition, case_id, command)
    return see_other(request, f"/cases/{case.id}", notice=_("Đã áp dụng bản đính chính cho hồ sơ này."))


@pages.get("/rulebooks/{rulebook_id}/assumptions")
async def show_assumptions(request: Request, me: Me, rulebook_id: Id) -> Response:
    return page(request, "evaluation/rulebooks/assumptions.html", views.assumed(shelf().get(rulebook_id)))


@pages.get("/rulebooks/{rulebook_id}/sheets/{set_no}")
async def show_sheet(request: Request, me: Me, rulebook_id: Id, set_no: int) -> Response:
    book = shelf().get(rulebook_id)
    return page(request, "evaluation/rulebooks/sheet.html", {"book": book, "sheet": book.sheet(set_no)})
