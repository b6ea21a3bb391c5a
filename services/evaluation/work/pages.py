"""The front page, and the list of what a person has to do."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.dependencies import Here, MaybeMe, Me
from kit.web.lists import AskedOfList, Choice, listing
from kit.web.pages import page, see_other
from services.evaluation.advisory import store as advisory
from services.evaluation.cases import store as cases
from services.evaluation.councils.use_cases import take_note_of
from services.evaluation.scoring.use_cases import cases_owed_a_sheet
from services.evaluation.substitutes import store as substitutes
from services.evaluation.substitutes.use_cases import take_note_of as note_officer
from services.evaluation.work import store, use_cases, views
from services.evaluation.work.store import Due

pages = APIRouter()


@pages.get("/")
async def front(request: Request, me: MaybeMe) -> Response:
    if me is None:
        return page(request, "evaluation/work/front.html")
    return see_other(request, "/work")


@pages.get("/work")
async def my_work(
    request: Request,
    service: Here,
    me: Me,
    asked: AskedOfList,
    due: Annotated[str, Query(max_length=20)] = "",
    whose: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    unit = service.work.reading()
    await take_note_of(service.work, me)
    await note_officer(service.work, me)
    sheets, below = await cases_owed_a_sheet(unit, me), whose == "below" and views.has_offices_below(me)
    chosen = Due(due) if due in set(Due) else None
    orders = cases.orders_for(me)
    found = await store.work_of(unit, me, asked.turn(orders), due=chosen, below=below, text=asked.q, sheets=sheets)
    counts = await store.work_counts(unit, me, below=below, sheets=sheets)
    choices = [
        Choice("due", _("Việc cần làm"), views.dues(), chosen.value if chosen else "", _("Mọi việc đang chờ")),
        *([views.whose(below)] if views.has_offices_below(me) else []),
    ]
    search = _("Số tiếp nhận, sản phẩm hoặc chủ thể")
    shown = listing(request, "/work", asked, orders, found, choices=choices, search=search)
    view = {
        "list": shown,
        "rows_given": [views.row(case, me, unit.today, owes_sheet=case.id in sheets) for case in found.items],
        "quick": views.quick(shown, counts),
        "chosen": chosen.value if chosen else "",
        "advisory": views.advisory(await advisory.due_for(unit, me, limit=views.MOST_ADVISORY), me, unit.today),
        "stands_in": [
            views.stands_in(one, await store.waiting_for_another(unit, me, one.person_id, one.office), me, unit.today)
            for one in await substitutes.acting(unit, me, unit.today)
        ],
        "regulations": views.regulations(await use_cases.regulations_to_confirm(unit, me)),
    }
    return page(request, "evaluation/work/list.html", view)
