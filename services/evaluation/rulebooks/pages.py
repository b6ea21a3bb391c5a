"""The pages of rulebooks: which act holds when, what it says, and what in it is only assumed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from kit.language import current_language
from kit.language import gettext as _
from kit.refusal import Refusal
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from kit.web.rows import rows
from law.rulebooks import Deadline, Rulebook, shelf
from law.rulebooks.assumptions import Assumption, assumptions
from services.evaluation.cases import legal
from services.evaluation.cases import store as case_store
from services.evaluation.cases import use_cases as case_use_cases
from services.evaluation.cases import views as case_views
from services.evaluation.cases.case import Case
from services.evaluation.rulebooks import use_cases, views
from services.evaluation.rulebooks.commands import EditionCommand

pages = APIRouter()

MOST_TOUCHED = 50
"""Pending cases that the page of editions lists for each of them; the API pages through all."""
Id = Annotated[str, Path(max_length=60)]


@pages.get("/rulebooks")
async def list_rulebooks(request: Request, me: Me) -> Response:
    books = rows(reversed(shelf().all()), _line, _refused)
    return page(request, "evaluation/rulebooks/list.html", {"books": books})


@pages.get("/rulebooks/{rulebook_id}")
async def show_rulebook(request: Request, me: Me, rulebook_id: Id) -> Response:
    book = shelf().get(rulebook_id)
    view = {
        "book": book,
        "bands": _bands(book),
        "deadlines": {tier.level: "; ".join(_days(one) for one in tier.deadlines) for tier in book.tiers},
        "assumed": len(assumptions(book, also_partial=False)),
        "partly": len(assumptions(book)) - len(assumptions(book, also_partial=False)),
        "sheets": [(no, book.sheet(no)) for no in book.sets],
    }
    return page(request, "evaluation/rulebooks/show.html", view)


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
    return page(request, "evaluation/rulebooks/apply.html", _choice(case))


@pages.get("/cases/{case_id}/reopening")
async def reopening_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case, scoring = await use_cases.case_to_reopen(service.work.reading(), case_id, by=me)
    view = {**_choice(case), "round": scoring.round, "sealed": len(scoring.sealed)}
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
    book = shelf().get(rulebook_id)
    found = assumptions(book)
    view = {
        "book": book,
        "groups": [
            (_("Chưa có nguồn: lựa chọn mặc định, cần người có thẩm quyền xác nhận"), _of(found, "no")),
            (_("Mới đọc được một phần nguồn, cần đối chiếu văn bản ký"), _of(found, "partial")),
        ],
    }
    return page(request, "evaluation/rulebooks/assumptions.html", view)


@pages.get("/rulebooks/{rulebook_id}/sheets/{set_no}")
async def show_sheet(request: Request, me: Me, rulebook_id: Id, set_no: int) -> Response:
    book = shelf().get(rulebook_id)
    return page(request, "evaluation/rulebooks/sheet.html", {"book": book, "sheet": book.sheet(set_no)})


def _choice(case: Case) -> dict[str, Any]:
    """The later editions of the case's act, newest first, to choose from."""
    former = legal.rulebook_of(case.dossier)
    options = [
        (one.hash, one.hash[:12], one.correction.reason.say(current_language()) if one.correction else "")
        for one in reversed(legal.later_editions(former))
    ]
    return {"case": case, "former": former, "options": options}


def _line(book: Rulebook) -> dict[str, Any]:
    return {
        "id": book.id,
        "title": book.title.say(current_language()),
        "acts": ", ".join(act.number for act in book.acts),
        "first": book.in_force.first,
        "last": book.in_force.last,
        "assumed": len(assumptions(book, also_partial=False)),
        "editions": len(shelf().editions(book.id)),
    }


def _refused(book: Rulebook, refusal: Refusal) -> dict[str, Any]:
    """The act without what cannot be counted, and why."""
    shown = {"id": book.id, "title": book.title.say(current_language()), "acts": refusal.say(current_language())}
    return {**shown, "first": book.in_force.first, "last": book.in_force.last, "assumed": None, "editions": None}


def _bands(book: Rulebook) -> list[dict[str, Any]]:
    """Each star with its range and who recognises it; the range ends where the next band begins."""
    in_order = sorted(book.bands, key=lambda band: band.least)
    ends = [band.least for band in in_order[1:]] + [book.sheet(book.sets[0]).max]
    return [
        {
            "star": band.star,
            "least": band.least,
            "end": end,
            "last": band is in_order[-1],
            "recognised": band.recognised,
            "tier": tier.label if (tier := book.recogniser_of(band.star)) else None,
            "authority": tier.authority_for(band.star) if tier else None,
        }
        for band, end in zip(in_order, ends, strict=True)
    ][::-1]


def _days(deadline: Deadline) -> str:
    if deadline.counted == "working":
        return _("{days} ngày làm việc", days=deadline.days)
    return _("{days} ngày", days=deadline.days)


def _of(found: list[Assumption], verified: str) -> list[Assumption]:
    return [one for one in found if one.verified == verified]
