"""The pages of activities: list, month, one record, the form of a kind, and a year's list in one file."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.command import Reason
from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, MaybeMe, Me
from kit.web.fields import form_of
from kit.web.files import FileStore
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, takes
from kit.web.lists import AskedOfList, Choice, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.sent_lists import ACCEPTED, list_of
from kit.web.sent_lists import LIMIT as LIST_LIMIT
from law.activities import activity_list
from programme import names
from programme.roles import OFFICERS
from services.reporting.activities import importing, rules, store, use_cases, views
from services.reporting.activities.commands import (
    ConfirmActivityCommand,
    CorrectActivityCommand,
    ImportActivitiesCommand,
    RecordActivityCommand,
)
from services.reporting.activities.lifecycle import LIFECYCLE, State
from services.reporting.activities.paper_files import AT_ONCE, LIMIT, keep_papers

pages = APIRouter()
Word = Annotated[str, Query(max_length=60)]
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@pages.get("/activities")
async def list_activities(
    request: Request,
    service: Here,
    me: MaybeMe,
    asked: AskedOfList,
    state: Word = "",
    kind: Word = "",
    year: Word = "",
    place: Word = "",
) -> Response:
    unit = service.work.reading()
    inside = me is not None and me.has(*OFFICERS)
    state, wanted = narrowed(state, State, unasked=(State.DRAFT, State.RECORDED))
    choices = _choices(unit.today, kind, year, place)
    of_kind, of_year, of_place = (one.value for one in choices)
    found = await store.known_to(
        unit,
        me,
        asked.turn(store.ORDERS),
        states=wanted,
        kind=of_kind,
        year=int(of_year) if of_year else None,
        place=of_place,
        text=asked.q,
    )
    if inside:
        options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
        choices.append(states(_("Tình trạng"), options, state, blank=_("Đã ghi hoặc chờ xác nhận")))
    view = {
        "activities": [views.row(one) for one in found.items],
        "list": listing(request, "/activities", asked, store.ORDERS, found, choices=choices, search=_("Tên hoạt động")),
        "inside": inside,
        "may_record": inside,
        "counted": views.counted() if inside else [],
        "waiting": await store.waiting_for(unit, me) if me and inside else 0,
    }
    return page(request, "reporting/activities/list.html", view)


@pages.get("/activities/calendar")
async def calendar(request: Request, service: Here, me: MaybeMe, month: Word = "") -> Response:
    unit = service.work.reading()
    asked = _MONTH.fullmatch(month)
    first = date(int(asked[1]), int(asked[2]), 1) if asked else unit.today.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    found = await store.of_month(unit, me, first, last)
    return page(request, "reporting/activities/calendar.html", views.month(found, first))


@pages.get("/activities/new")
async def recording_form(request: Request, service: Here, me: Me, kind: Word = "") -> Response:
    office = _own_office(me)
    unit = service.work.reading()
    listed = activity_list()
    found = rules.kind_of(listed, kind or listed.kinds[0].id)
    designs = await use_cases.designs_near(unit, office) if found.designs else {}
    view = views.recording(me, found, designs, unit.today) | {"kinds": views.kinds()}
    return page(request, "reporting/activities/new.html", view)


@pages.post("/activities/new")
async def record(
    request: Request, act: Act, command: Annotated[RecordActivityCommand, from_form(RecordActivityCommand)]
) -> Response:
    made = await act(use_cases.record_activity, command)
    return see_other(request, f"/activities/{made.id}", notice=_("Đã ghi hoạt động. Thêm ảnh hoặc giấy tờ nếu có."))


@pages.get("/activities/import")
async def import_form(request: Request, service: Here, me: Me, kind: Word = "") -> Response:
    _own_office(me)
    view = views.importing(me, kind, service.work.reading().today) | {"accepted": ACCEPTED, "limit": LIST_LIMIT}
    return page(request, "reporting/activities/import.html", view | {"most": importing.MOST_ROWS})


@pages.post("/activities/import")
@takes(LIST_LIMIT + FORM_BYTES)
async def import_activities(request: Request, act: Act) -> Response:
    sent = await form_of(request)
    command = read(ImportActivitiesCommand, sent)
    use_cases.must_record(act.reading(), act.me, command.office)  # before bytes are kept
    found = await list_of(FileStore.of(act.service), sent.get("file"))
    made = await act(importing.import_activities, command, found.found, found.sha256, found.name)
    return see_other(request, f"/activities/imports/{made.id}")


@pages.get("/activities/imports/{import_id}")
async def show_import(request: Request, service: Here, me: Me, import_id: str) -> Response:
    found = await store.import_seen_by(service.work.reading(), import_id, me)
    return page(request, "reporting/activities/imported.html", views.imported(found))


@pages.get("/activities/{activity_id}")
async def show(request: Request, service: Here, me: MaybeMe, activity_id: str) -> Response:
    unit = service.work.reading()
    known = await store.seen_by(unit, activity_id, me)
    designs = await use_cases.designs_near(unit, known.office) if known.design_ids else {}
    view = views.whole(known, me, designs) | {"limit": LIMIT, "at_once": AT_ONCE}
    return page(request, "reporting/activities/show.html", view)


@pages.get("/activities/{activity_id}/confirmation")
async def confirming_form(request: Request, service: Here, me: Me, activity_id: str) -> Response:
    return await _form(request, service, me, activity_id, confirm=True)


@pages.post("/activities/{activity_id}/confirmation")
async def confirm(
    request: Request,
    change: Change,
    activity_id: str,
    command: Annotated[ConfirmActivityCommand, from_form(ConfirmActivityCommand)],
) -> Response:
    await change(use_cases.confirm_activity, activity_id, command)
    return see_other(request, f"/activities/{activity_id}", notice=_("Đã xác nhận hoạt động."))


@pages.get("/activities/{activity_id}/correction")
async def correcting_form(request: Request, service: Here, me: Me, activity_id: str) -> Response:
    return await _form(request, service, me, activity_id, confirm=False)


@pages.post("/activities/{activity_id}/correction")
async def correct(
    request: Request,
    change: Change,
    activity_id: str,
    command: Annotated[CorrectActivityCommand, from_form(CorrectActivityCommand)],
) -> Response:
    await change(use_cases.correct_activity, activity_id, command)
    return see_other(request, f"/activities/{activity_id}", notice=_("Đã sửa. Bản trước được giữ lại."))


@pages.post("/activities/{activity_id}/declining")
async def decline(
    request: Request, change: Change, activity_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.decline_activity, activity_id, command)
    return see_other(request, "/activities", notice=_("Đã trả lời không phải hoạt động của cơ quan."))


@pages.post("/activities/{activity_id}/striking")
async def strike(
    request: Request, change: Change, activity_id: str, command: Annotated[Reason, from_form(Reason)]
) -> Response:
    await change(use_cases.strike_activity, activity_id, command)
    return see_other(request, f"/activities/{activity_id}", notice=_("Đã hủy bản ghi; số liệu không tính nữa."))


@pages.post("/activities/{activity_id}/papers")
@takes(AT_ONCE * LIMIT + FORM_BYTES)
async def add_papers(request: Request, act: Act, activity_id: str) -> Response:
    await use_cases.activity_to_write(act.reading(), activity_id, act.me)  # before bytes are kept
    sent = await form_of(request)
    papers = await keep_papers(act.service, sent.getlist("files"))
    await act(use_cases.add_papers, activity_id, papers)
    return see_other(request, f"/activities/{activity_id}", notice=_("Đã lưu {count} tệp.", count=len(papers)))


async def _form(request: Request, service: Here, me: Principal, activity_id: str, *, confirm: bool) -> Response:
    unit = service.work.reading()
    known = await use_cases.activity_to_write(unit, activity_id, me)
    kind = rules.kind_of(activity_list(), known.kind)
    designs = await use_cases.designs_near(unit, known.office) if kind.designs else {}
    view = views.correcting(known, kind, designs, confirm=confirm)
    return page(request, "reporting/activities/edit.html", view | {"confirm": confirm})


def _own_office(me: Principal) -> str:
    """The office somebody records activities for first. Raises Forbidden."""
    offices = me.offices(*OFFICERS)
    if not offices:
        raise Forbidden()
    return offices[0]


def _choices(today: date, kind: str, year: str, place: str) -> list[Choice]:
    kinds, listed = views.kinds(), activity_list()
    years = [(str(one), str(one)) for one in range(today.year, today.year - listed.years.back - 1, -1)]
    places = views.places(today)
    return [
        Choice("kind", _("Loại"), kinds, kind if kind in dict(kinds) else "", _("Mọi loại")),
        Choice("year", _("Năm"), years, year if year in dict(years) else "", _("Mọi năm")),
        Choice("place", _("Nơi"), places, place if place in dict(places) else "", _("Mọi nơi")),
    ]
