"""The JSON API of written opinions."""

from __future__ import annotations

import asyncio
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kit.command import Id, Reason
from kit.papers.pdf import pdf
from kit.papers.word import docx
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import versioned
from kit.web.dependencies import Here, Me
from kit.web.links import link
from law import papers
from services.evaluation.opinions import store, summary_paper, use_cases
from services.evaluation.opinions.commands import AskCommand, OpinionCommand, SummaryCommand
from services.evaluation.opinions.views import OpinionsView, view

router = APIRouter()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/cases/{case_id}/opinions", response_model=OpinionsView, summary="The last opinions asked for in writing")
async def show(service: Here, me: Me, case_id: Id) -> Response:
    unit = service.work.reading()
    _case, opinions = await use_cases.seen(unit, case_id, me)
    return versioned(view(opinions, await store.own_form(unit, opinions.id, me.id)))


@router.post("/cases/{case_id}/opinions", response_model=OpinionsView, status_code=201, summary="Ask in writing")
async def ask(request: Request, change: Change, case_id: Id, command: AskCommand) -> Response:
    """If-Match is the version of the case."""
    made = await change(use_cases.ask_opinions, case_id, command)
    return versioned(view(made, None), status=201, location=link(request, f"/api/cases/{case_id}/opinions"))


@router.post("/cases/{case_id}/opinions/mine", response_model=OpinionsView, summary="Return and seal one's own form")
async def answer(act: Act, case_id: Id, command: OpinionCommand) -> Response:
    kept = await act(use_cases.answer, case_id, command)
    return versioned(view(kept, await store.own_form(act.reading(), kept.id, act.me.id)))


@router.post("/cases/{case_id}/opinions/conclusion", response_model=OpinionsView, summary="Open all forms together")
async def conclude(change: Change, case_id: Id, command: SummaryCommand) -> Response:
    return versioned(view(await change(use_cases.conclude_opinions, case_id, command), None))


@router.post("/cases/{case_id}/opinions/cancellation", response_model=OpinionsView, summary="Give the opinions up")
async def cancel(change: Change, case_id: Id, command: Reason) -> Response:
    return versioned(view(await change(use_cases.cancel_opinions, case_id, command), None))


@router.get(
    "/cases/{case_id}/opinions/{name}",
    summary="The summary as a draft, once the forms were opened",
    response_class=Response,
    responses={200: {"content": {DOCX: {}, "application/pdf": {}}}},
)
async def summary(service: Here, me: Me, case_id: Id, name: Literal["summary.docx", "summary.pdf"]) -> Response:
    unit = service.work.reading()
    _case, opinions = await use_cases.seen(unit, case_id, me)
    if opinions.conclusion is None:
        raise NotFound()
    paper, layout = summary_paper.paper(opinions, on=unit.today), papers.layout(unit.today)
    write, kind = (docx, DOCX) if name == "summary.docx" else (pdf, "application/pdf")
    content = await asyncio.to_thread(write, paper, layout, at=unit.now, draft=True)
    headers = {"Content-Disposition": f'attachment; filename="{case_id}-{name}"'}
    return Response(content, media_type=kind, headers=headers)
