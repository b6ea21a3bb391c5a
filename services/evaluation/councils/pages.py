"""The HTML door to councils: form one, and let somebody stand aside."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from kit.web.doors import Here, Idempotency, IfMatch, Me
from kit.web.fields import form_of
from kit.web.language import gettext as _
from kit.web.limits import LONG_FORM, takes
from kit.web.pages import page, see_other
from kit.web.text import Line
from services.evaluation import legal
from services.evaluation.cases.use_cases import case_to_act_on
from services.evaluation.councils import roster, store, use_cases
from services.evaluation.councils.council import Council, Part
from services.evaluation.councils.use_cases import SeatWished

pages = APIRouter()
MOST_ROWS = 60


@pages.get("/cases/{case_id}/council")
async def council_form(request: Request, service: Here, me: Me, case_id: str) -> Response:
    unit = service.work.reading()
    case = await case_to_act_on(unit, case_id, me, also=("secretary", "chair"))
    council = await store.of_case(unit, case_id)
    people = await use_cases.roster_seen_by(unit, case.office, me)
    rulebook = legal.rulebook_of(case.dossier)
    own = legal.regulation_of(rulebook, case.office, unit.today)
    settings = legal.council_settings(rulebook, own)
    rows = _rows(council, people)
    view = {
        "case": case,
        "council": council,
        "rows": rows,
        "decision_number": council.decision_number if council else "",
        "parts": [("", _("Không tham gia")), *((part.value, text) for part, text in part_names().items())],
        "least": settings.scorers_at_least,
        "secretary_scores": settings.secretary_scores,
        "regulation": own.decision if own else None,
    }
    return page(request, "evaluation/councils/form.html", view)


@pages.post("/cases/{case_id}/council")
@takes(LONG_FORM)
async def form_council(
    request: Request,
    service: Here,
    me: Me,
    case_id: str,
    version: IfMatch,
    key: Idempotency,
    decision_number: Annotated[str, Form(max_length=100), Line] = "",
) -> Response:
    council = await service.work.run(
        use_cases.form_council,
        case_id,
        seats=_wished(await form_of(request)),
        decision_number=decision_number.strip() or None,
        by=me,
        expected=version,
        idempotency=key,
    )
    count = len(council.seats)
    return see_other(request, f"/cases/{case_id}", notice=_("Hội đồng gồm {count} người.", count=count))


def part_names() -> dict[Part, str]:
    """The parts people play, in the page's language."""
    return {Part.CHAIR: _("Chủ tịch"), Part.SECRETARY: _("Thư ký"), Part.MEMBER: _("Thành viên")}


def _rows(council: Council | None, people: list[roster.Person]) -> list[dict[str, Any]]:
    """Those who sit now, and the rest of the roster that holds a council's role."""
    rows = [
        {
            "person_id": seat.person_id,
            "name": seat.name,
            "body": seat.body or "",
            "part": seat.part.value,
            "recused": seat.recusal is not None,
        }
        for seat in (council.seats if council else ())
    ]
    seated = {row["person_id"] for row in rows}
    aside = set(council.recused) if council else set()
    rows += [
        {
            "person_id": one.person_id,
            "name": one.name,
            "body": one.body or "",
            "part": "",
            "recused": one.person_id in aside,
        }
        for one in people
        if one.person_id not in seated and one.roles
    ]
    return rows


def _wished(sent: FormData) -> list[SeatWished]:
    wished = []
    for at in range(MOST_ROWS):
        person, part = str(sent.get(f"person-{at}", "")).strip()[:200], str(sent.get(f"part-{at}", ""))
        if person and part in {known.value for known in Part}:
            name, body = str(sent.get(f"name-{at}", ""))[:200], str(sent.get(f"body-{at}", ""))[:200]
            wished.append(SeatWished(person_id=person, part=Part(part), name=name or None, body=body or None))
    return wished
