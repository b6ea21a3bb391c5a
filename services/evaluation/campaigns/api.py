"""The JSON API of campaigns, their lines as XLSX, the report as DOCX and PDF, and the forecast."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from kit.command import Id
from kit.papers.pdf import pdf
from kit.papers.word import docx
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.links import link
from law import papers
from services.evaluation.campaigns import line_list, line_store, report_paper, store, use_cases, views
from services.evaluation.campaigns.commands import CloseCampaignCommand, OpenCampaignCommand, ReviewCommand
from services.evaluation.campaigns.lifecycle import State
from services.evaluation.campaigns.line_lifecycle import OPEN_STAGES, Stage

router = APIRouter()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get(
    "/campaigns", summary="The campaigns the caller sees that are under way (or those in a state), last day first"
)
async def list_campaigns(
    request: Request, service: Here, me: Me, state: State = State.OPEN, after: After = None, limit: Limit = 50
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.known_to(service.work.reading(), me, turn, states=[state]), request, views.view)


@router.post("/campaigns", status_code=201, response_model=views.CampaignView, summary="Open a campaign")
async def open_campaign(request: Request, act: Act, command: OpenCampaignCommand) -> Response:
    campaign = await act(use_cases.open_campaign, command)
    return versioned(views.view(campaign), status=201, location=link(request, f"/api/campaigns/{campaign.id}"))


@router.get("/campaigns/own-lines", summary="The lines of the caller's own producers")
async def own_lines(service: Here, me: Me) -> list[views.OwnLineView]:
    unit = service.work.reading()
    return [views.own_view(one, unit.today) for one in await line_store.of_own(unit, me)]


@router.get("/campaign-forecast", summary="Dossiers of re-evaluation that fall due in twelve months, by office and set")
async def forecast(service: Here, me: Me) -> views.ForecastView:
    return views.forecast_view(await use_cases.forecast(service.work.reading(), by=me))


@router.get("/campaigns/{campaign_id}", response_model=views.CampaignView, summary="One campaign")
async def show(service: Here, me: Me, campaign_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), campaign_id, me)))


@router.get(
    "/campaigns/{campaign_id}/lines", summary="The lines the caller sees that are not done (or those at a stage)"
)
async def list_lines(
    request: Request,
    service: Here,
    me: Me,
    campaign_id: Id,
    state: Stage | None = None,
    late: bool = False,
    after: After = None,
    limit: Limit = 50,
) -> Response:
    unit = service.work.reading()
    await store.seen_by(unit, campaign_id, me)
    turn = line_store.ORDERS.turn(after=after, limit=limit)
    wanted = [state] if state else OPEN_STAGES
    found = await line_store.known_to(unit, campaign_id, me, turn, stages=wanted, late=late)
    return paged(found, request, lambda line: views.line_view(line, unit.today))


@router.get("/campaigns/{campaign_id}/lines/{line_id}", response_model=views.LineView, summary="One line")
async def show_line(service: Here, me: Me, campaign_id: Id, line_id: Id) -> Response:
    unit = service.work.reading()
    return versioned(views.line_view(await line_store.seen_by(unit, campaign_id, line_id, me), unit.today))


@router.post(
    "/campaigns/{campaign_id}/lines/{line_id}/review",
    response_model=views.LineView,
    summary="Record what a review on the spot found",
)
async def review(change: Change, campaign_id: Id, line_id: Id, command: ReviewCommand) -> Response:
    line = await change(use_cases.review_line, campaign_id, line_id, command)
    return versioned(views.line_view(line, change.reading().today))


@router.post(
    "/campaigns/{campaign_id}/invitations",
    response_model=views.CampaignView,
    summary="Invite the producers of every reviewed line",
)
async def invite(change: Change, campaign_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.invite_producers, campaign_id)))


@router.post("/campaigns/{campaign_id}/closing", response_model=views.CampaignView, summary="Close a campaign")
async def close(change: Change, campaign_id: Id, command: CloseCampaignCommand) -> Response:
    return versioned(views.view(await change(use_cases.close_campaign, campaign_id, command)))


@router.get(
    "/campaigns/{campaign_id}/{name}",
    summary="The lines as a workbook, or the report to the Steering Committee as a draft",
    response_class=Response,
    responses={200: {"content": {line_list.XLSX: {}, DOCX: {}, "application/pdf": {}}}},
)
async def download(
    service: Here, me: Me, campaign_id: Id, name: Literal["lines.xlsx", "report.docx", "report.pdf"]
) -> Response:
    unit = service.work.reading()
    campaign = await store.seen_by(unit, campaign_id, me)
    if name == "lines.xlsx":
        lines = await line_store.all_seen(unit, campaign_id, me)
        content, kind = await asyncio.to_thread(line_list.workbook, campaign, lines, unit.today), line_list.XLSX
    else:
        use_cases.require_run(campaign, me)
        lines = await line_store.of_campaign(unit, campaign_id)
        paper, layout = report_paper.paper(campaign, lines, unit.today), papers.layout(unit.today)
        write, kind = (docx, DOCX) if name == "report.docx" else (pdf, "application/pdf")
        content = await asyncio.to_thread(write, paper, layout, at=unit.now, draft=True)
    headers = {"Content-Disposition": f'attachment; filename="danh-gia-lai-{unit.today.isoformat()}-{name}"'}
    return Response(content, media_type=kind, headers=headers)
