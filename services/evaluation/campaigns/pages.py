"""The pages of campaigns: the list, progress by place, one line, the forecast; a producer's own lines."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from kit.identity import Principal
from kit.language import gettext as _
from kit.refusal import Forbidden
from kit.web.acting import Act, Change
from kit.web.dependencies import Here, Me
from kit.web.forms import from_form
from kit.web.lists import AskedOfList, listing, narrowed, states
from kit.web.pages import page, see_other
from kit.web.panels import Panels
from kit.work import Unit
from programme import names
from programme.roles import OFFICERS, PRODUCER
from services.evaluation.campaigns import line_store, progress, store, use_cases, views
from services.evaluation.campaigns.commands import CloseCampaignCommand, OpenCampaignCommand, ReviewCommand
from services.evaluation.campaigns.lifecycle import LIFECYCLE, State
from services.evaluation.campaigns.line_lifecycle import OPEN_STAGES, Stage
from services.evaluation.cases.case import Case

pages = APIRouter()
panels = Panels()


@panels.on("cases/show")
async def campaign_of_a_case(unit: Unit, case: Case, me: Principal | None) -> tuple[str, dict[str, Any]] | None:
    """To whoever may see the line: of which campaign the dossier is, and whether it came in time."""
    if me is None:
        return None
    found = []
    for line in await line_store.of_dossier(unit, case.dossier.dossier_id):
        if await line_store.sees(unit, line, me):
            found.append(views.line_row(line, unit.today))
    return ("evaluation/campaigns/_of.html", {"lines": found}) if found else None


@pages.get("/campaigns")
async def list_campaigns(
    request: Request, service: Here, me: Me, asked: AskedOfList, state: Annotated[str, Query(max_length=30)] = ""
) -> Response:
    unit = service.work.reading()
    own = views.own(await line_store.of_own(unit, me), unit.today) if me.has(PRODUCER) else []
    if not me.has(*OFFICERS):
        return page(request, "evaluation/campaigns/mine.html", {"lines": own})
    state, wanted = narrowed(state, State, unasked=(State.OPEN,))
    found = await store.known_to(unit, me, asked.turn(store.ORDERS), states=wanted, text=asked.q)
    options = [(one.value, names.state(LIFECYCLE, one)) for one in State]
    choices = [states(_("Trạng thái"), options, state, blank=_("Đang tiến hành"))]
    view = {
        "campaigns": [views.row(one) for one in found.items],
        "own": own,
        "list": listing(
            request, "/campaigns", asked, store.ORDERS, found, choices=choices, search=_("Tên đợt hoặc số quyết định")
        ),
        "may_open": bool(use_cases.opening_offices(me)),
    }
    return page(request, "evaluation/campaigns/list.html", view)


@pages.get("/campaigns/new")
async def opening_form(request: Request, service: Here, me: Me) -> Response:
    if not use_cases.opening_offices(me):
        raise Forbidden()
    return page(request, "evaluation/campaigns/new.html", views.opening(me, service.work.reading().today))


@pages.post("/campaigns/new")
async def open_campaign(
    request: Request, act: Act, command: Annotated[OpenCampaignCommand, from_form(OpenCampaignCommand)]
) -> Response:
    campaign = await act(use_cases.open_campaign, command)
    said = _("Đã mở đợt với {count} sản phẩm. Bước tiếp theo: rà soát, rồi mời chủ thể.", count=campaign.lines)
    return see_other(request, f"/campaigns/{campaign.id}", notice=said)


@pages.get("/campaign-forecast")
async def forecast(request: Request, service: Here, me: Me) -> Response:
    unit = service.work.reading()
    found = await use_cases.forecast(unit, by=me)
    return page(request, "evaluation/campaigns/forecast.html", views.forecast_page(found, unit.today))


@pages.get("/campaigns/{campaign_id}")
async def show(
    request: Request,
    service: Here,
    me: Me,
    campaign_id: str,
    borders: Annotated[str, Query(max_length=10)] = "then",
    unit_of: Annotated[str, Query(max_length=10, alias="unit")] = "above",
) -> Response:
    unit = service.work.reading()
    campaign = await store.seen_by(unit, campaign_id, me)
    lines = await line_store.all_seen(unit, campaign_id, me)
    borders = borders if borders in progress.BORDERS else "then"
    unit_of = unit_of if unit_of in progress.UNITS else "above"
    view = views.whole(campaign, lines, me, unit.today, borders=borders, unit=unit_of)
    return page(request, "evaluation/campaigns/show.html", view)


@pages.get("/campaigns/{campaign_id}/lines")
async def list_lines(
    request: Request,
    service: Here,
    me: Me,
    campaign_id: str,
    asked: AskedOfList,
    state: Annotated[str, Query(max_length=30)] = "",
    late: bool = False,
) -> Response:
    unit = service.work.reading()
    campaign = await store.seen_by(unit, campaign_id, me)
    state, wanted = narrowed(state, Stage, unasked=OPEN_STAGES)
    turn = asked.turn(line_store.ORDERS)
    found = await line_store.known_to(unit, campaign_id, me, turn, stages=wanted, late=late, text=asked.q)
    choices = [states(_("Tình trạng"), views.stages(), state, blank=_("Chưa xong"))]
    view = {
        "campaign": campaign,
        "lines": [views.line_row(one, unit.today) for one in found.items],
        "late": late,
        "list": listing(
            request,
            f"/campaigns/{campaign_id}/lines",
            asked,
            line_store.ORDERS,
            found,
            choices=choices,
            kept={"late": "true" if late else ""},
            search=_("Sản phẩm, chủ thể, xã hoặc mã sản phẩm"),
        ),
    }
    return page(request, "evaluation/campaigns/lines.html", view)


@pages.get("/campaigns/{campaign_id}/lines/{line_id}")
async def show_line(request: Request, service: Here, me: Me, campaign_id: str, line_id: str) -> Response:
    unit = service.work.reading()
    line = await line_store.seen_by(unit, campaign_id, line_id, me)
    campaign = await store.campaigns.get(unit, campaign_id)
    return page(request, "evaluation/campaigns/line.html", views.one_line(campaign, line, me, unit.today))


@pages.get("/campaigns/{campaign_id}/lines/{line_id}/review")
async def review_form(request: Request, service: Here, me: Me, campaign_id: str, line_id: str) -> Response:
    unit = service.work.reading()
    campaign, line = await use_cases.line_to_review(unit, campaign_id, line_id, me)
    view = views.one_line(campaign, line, me, unit.today) | views.reviewing(line)
    return page(request, "evaluation/campaigns/review.html", view)


@pages.post("/campaigns/{campaign_id}/lines/{line_id}/review")
async def review(
    request: Request,
    change: Change,
    campaign_id: str,
    line_id: str,
    command: Annotated[ReviewCommand, from_form(ReviewCommand)],
) -> Response:
    await change(use_cases.review_line, campaign_id, line_id, command)
    return see_other(request, f"/campaigns/{campaign_id}/lines/{line_id}", notice=_("Đã ghi kết quả rà soát."))


@pages.post("/campaigns/{campaign_id}/invitations")
async def invite(request: Request, change: Change, campaign_id: str) -> Response:
    await change(use_cases.invite_producers, campaign_id)
    return see_other(request, f"/campaigns/{campaign_id}", notice=_("Đã mời các chủ thể đã rà soát xong."))


@pages.get("/campaigns/{campaign_id}/closing")
async def closing_form(request: Request, service: Here, me: Me, campaign_id: str) -> Response:
    unit = service.work.reading()
    campaign = await use_cases.to_run(unit, campaign_id, me)
    view = views.closing(campaign, await line_store.of_campaign(unit, campaign_id))
    return page(request, "evaluation/campaigns/closing.html", view)


@pages.post("/campaigns/{campaign_id}/closing")
async def close(
    request: Request,
    change: Change,
    campaign_id: str,
    command: Annotated[CloseCampaignCommand, from_form(CloseCampaignCommand)],
) -> Response:
    await change(use_cases.close_campaign, campaign_id, command)
    return see_other(request, f"/campaigns/{campaign_id}", notice=_("Đã kết thúc đợt."))
