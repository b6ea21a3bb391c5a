"""The HTML door to cases."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.web.days import read_day
from kit.web.doors import After, Here, Idempotency, IfMatch, MaybeMe, Me
from kit.web.fields import form_of
from kit.web.language import gettext as _
from kit.web.limits import LONG_FORM, takes
from kit.web.links import link
from kit.web.pages import page, see_other
from services.evaluation import legal, names
from services.evaluation.cases import showing, store, use_cases
from services.evaluation.cases.case import Case
from services.evaluation.cases.lifecycle import State
from services.evaluation.councils import use_cases as council_use_cases
from services.evaluation.scoring import use_cases as scoring_use_cases

pages = APIRouter()


@pages.get("/")
async def front(request: Request, me: MaybeMe) -> Response:
    if me is None:
        return page(request, "evaluation/front.html")
    return see_other(request, "/work")


@pages.get("/work")
async def my_work(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    await council_use_cases.take_note_of(service.work, me)
    owed, cases = await scoring_use_cases.sheets_owed(unit, me)
    open_cases = await store.before(unit, me, ended=False, limit=20)
    view = {
        "sheets": [(scoring.round, showing.line(cases[scoring.case_id], me, unit.today)) for scoring in owed.items],
        "cases": [showing.line(case, me, unit.today) for case in open_cases.items],
        "more": open_cases.next is not None,
    }
    return page(request, "evaluation/cases/work.html", view)


@pages.get("/cases")
async def list_cases(
    request: Request,
    service: Here,
    me: Me,
    state: Annotated[str, Query(max_length=30)] = "",
    after: After = None,
) -> Response:
    unit = service.work.reading()
    chosen = State(state) if state in {s.value for s in State} else None
    found = await store.before(unit, me, state=chosen, after=after, limit=25)
    following = f"/cases?state={chosen.value if chosen else ''}&after={found.next}" if found.next else None
    view = {
        "cases": [showing.line(case, me, unit.today) for case in found.items],
        "states": showing.states(me),
        "state": chosen.value if chosen else "",
        "next": link(request, following) if following else None,
    }
    return page(request, "evaluation/cases/list.html", view)


@pages.get("/cases/{case_id}")
async def show_case(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await store.seen_by(unit, case_id, me)
    view = showing.whole(case, me, unit.today)
    return page(request, "evaluation/cases/show.html" if view["inside"] else "evaluation/cases/mine.html", view)


@pages.get("/cases/{case_id}/screening")
async def screening_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case = await _to_act_on(service, me, case_id)
    asked = legal.findings(legal.rulebook_of(case.dossier))
    found = case.screening.findings if case.screening else {}
    view = {
        "case": case,
        "asked": [(name, names.said(label), _yes_no(found.get(name))) for name, label in asked.items()],
        "screening": case.screening,
    }
    return page(request, "evaluation/cases/screening.html", view)


@pages.post("/cases/{case_id}/screening")
async def screen(request: Request, service: Here, me: Me, case_id: str, version: IfMatch, key: Idempotency) -> Response:
    sent = await form_of(request)
    prefix = "findings-"
    answers = {name.removeprefix(prefix): value for name, value in sent.items() if name.startswith(prefix)}
    case = await service.work.run(
        use_cases.screen_case,
        case_id,
        findings={name: value == "yes" for name, value in answers.items() if value in ("yes", "no")},
        proposes=sent.get("proposes") == "yes",
        note=str(sent.get("note", "")),
        by=me,
        expected=version,
        idempotency=key,
    )
    return see_other(request, f"/cases/{case.id}", notice=_("Đã ghi kết quả thẩm tra."))


@pages.get("/cases/{case_id}/return")
async def return_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    return page(request, "evaluation/cases/return.html", {"case": await _to_act_on(service, me, case_id)})


@pages.post("/cases/{case_id}/return")
@takes(LONG_FORM)
async def send_back(
    request: Request,
    service: Here,
    me: Me,
    case_id: str,
    version: IfMatch,
    key: Idempotency,
    missing: Annotated[str, Form(max_length=20_000)] = "",
    supplement_by: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    case = await service.work.run(
        use_cases.return_case,
        case_id,
        missing=missing.splitlines(),
        supplement_by=read_day(supplement_by, "/supplement_by"),
        by=me,
        expected=version,
        idempotency=key,
    )
    return see_other(request, f"/cases/{case.id}", notice=_("Đã trả hồ sơ để chủ thể bổ sung."))


@pages.get("/cases/{case_id}/forwarding")
async def forwarding_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    case = await _to_act_on(service, me, case_id)
    above = legal.office_above(legal.rulebook_of(case.dossier), case, service.work.reading().today)
    view = {"case": case, "to": names.office(above.office, case.opened_on)}
    return page(request, "evaluation/cases/forwarding.html", view)


@pages.post("/cases/{case_id}/forwarding")
async def forward(
    request: Request,
    service: Here,
    me: Me,
    case_id: str,
    version: IfMatch,
    key: Idempotency,
    note: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    case = await service.work.run(
        use_cases.forward_case, case_id, note=note or None, by=me, expected=version, idempotency=key
    )
    to = names.office(case.to_office or "", case.opened_on)
    return see_other(request, f"/cases/{case.id}", notice=_("Đã chuyển hồ sơ đến {office}.", office=to))


async def _to_act_on(service: Any, me: Any, case_id: str) -> Case:
    case: Case = await use_cases.case_to_act_on(service.work.reading(), case_id, me)
    return case


def _yes_no(found: bool | None) -> str:
    return "" if found is None else "yes" if found else "no"
