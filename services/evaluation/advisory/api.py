"""The JSON API of advisory work: given out, done, reported; and the producer's answers."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.identity import Principal
from kit.papers.word import docx
from kit.refusal import NotFound
from kit.web.acting import Act, Acting, Change
from kit.web.answers import by_content, paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, LONG_FORM, takes
from kit.web.shown import send_shown
from kit.work import Unit
from law import papers
from services.evaluation.advisory import questions, review_views, reviewing, store, use_cases, views
from services.evaluation.advisory.advisory import Advisory
from services.evaluation.advisory.advisory_files import (
    LIMIT,
    answer_of,
    keep_answer,
    keep_picture,
    keep_report,
    picture_of,
    stored,
)
from services.evaluation.advisory.commands import (
    AnswerCommand,
    AsideCommand,
    AssignmentCommand,
    LabTestCommand,
    QuestionCommand,
    SampleCommand,
    SealCommand,
    VisitCommand,
)
from services.evaluation.advisory.lifecycle import State
from services.evaluation.advisory.review import Review
from services.evaluation.advisory.review_views import ReportView
from services.evaluation.advisory.views import AdvisoryView, LoadView, ProgressView, QuestionsView
from services.evaluation.advisory_teams import store as team_store
from services.evaluation.cases.use_cases import case_shown_to
from services.evaluation.scoring.commands import SheetCommand
from services.evaluation.scoring.sheet_views import SheetView

router = APIRouter()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILE_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"*/*": {}}}}


@router.get("/advisory", summary="The advisory work that is the caller's, what is due first on top")
async def list_mine(
    request: Request,
    service: Here,
    me: Me,
    state: State | None = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    found = await store.mine(service.work.reading(), me, states=(state,) if state else (), after=after, limit=limit)
    return paged(found, request, views.line)


@router.get("/advisory-teams/{team_id}/load", response_model=LoadView, summary="How much each of a team has to do")
async def show_load(service: Here, me: Me, team_id: Id) -> Response:
    unit = service.work.reading()
    team = await team_store.seen_by(unit, team_id, me)
    works, done = await store.open_of_team(unit, team.id), await store.done_by_team(unit, team.id)
    return versioned(views.load(team, works, done, unit.today), 0)


@router.get(
    "/cases/{case_id}/advisory",
    response_model=AdvisoryView | ProgressView,
    summary="The team's work on a case; to others of the office how far it is, until the report is sealed",
)
async def show(service: Here, me: Me, case_id: Id) -> Response:
    return await _shown(service.work.reading(), me, case_id)


@router.put(
    "/cases/{case_id}/advisory",
    response_model=AdvisoryView | ProgressView,
    summary="Give out the work on a case, or give it out anew",
)
@takes(LONG_FORM)
async def assign(change: Change, case_id: Id, command: AssignmentCommand) -> Response:
    """If-Match is the version of the work: "0" while there is none."""
    await change(use_cases.assign_work, case_id, command)
    return await _after(change, case_id)


@router.post(
    "/cases/{case_id}/advisory/asides",
    status_code=204,
    response_class=Response,
    summary="Have somebody stand aside",
)
async def stand_aside(change: Change, case_id: Id, command: AsideCommand) -> Response:
    await change(use_cases.stand_aside, case_id, command)
    return Response(status_code=204)  # who stood aside sees nothing any more


@router.post("/cases/{case_id}/advisory/questions", response_model=AdvisoryView, summary="Ask the producer something")
async def ask(change: Change, case_id: Id, command: QuestionCommand) -> Response:
    await change(questions.ask_producer, case_id, command)
    return await _after(change, case_id)


@router.post("/cases/{case_id}/advisory/visits", response_model=AdvisoryView, summary="Note a site visit")
@takes(LONG_FORM)
async def visit(change: Change, case_id: Id, command: VisitCommand) -> Response:
    await change(use_cases.note_visit, case_id, command)
    return await _after(change, case_id)


@router.post(
    "/cases/{case_id}/advisory/visits/{visit_id}/pictures",
    response_model=AdvisoryView,
    summary="Add a photograph to a visit (multipart)",
)
@takes(LIMIT + FORM_BYTES)
async def add_picture(act: Act, case_id: Id, visit_id: Id, file: UploadFile) -> Response:
    await use_cases.work_to_act_on(act.reading(), case_id, act.me)  # before bytes are kept
    await act(use_cases.add_picture, case_id, visit_id, await keep_picture(act.service, file))
    return await _after(act, case_id)


@router.delete(
    "/cases/{case_id}/advisory/visits/{visit_id}/pictures/{picture_id}",
    response_model=AdvisoryView,
    summary="Remove a photograph from a visit that is not complete",
)
async def remove_picture(change: Change, case_id: Id, visit_id: Id, picture_id: Id) -> Response:
    await change(use_cases.remove_picture, case_id, visit_id, picture_id)
    return await _after(change, case_id)


@router.post(
    "/cases/{case_id}/advisory/visits/{visit_id}/closing", response_model=AdvisoryView, summary="Complete a visit"
)
async def close_visit(change: Change, case_id: Id, visit_id: Id) -> Response:
    await change(use_cases.close_visit, case_id, visit_id)
    return await _after(change, case_id)


@router.get(
    "/cases/{case_id}/advisory/pictures/{sha256}",
    summary="A photograph of a visit, by its digest",
    responses=FILE_ANSWER,
    response_class=Response,
)
async def picture(service: Here, me: Me, case_id: Id, sha256: Id) -> Response:
    concern, work = await use_cases.concern_seen_by(service.work.reading(), case_id, me)
    if not views.reads(concern):
        raise NotFound()
    return await send_shown(FileStore.of(service), picture_of(work, sha256))


@router.post("/cases/{case_id}/advisory/samples", response_model=AdvisoryView, summary="Note samples received")
async def sample(change: Change, case_id: Id, command: SampleCommand) -> Response:
    await change(use_cases.note_samples, case_id, command)
    return await _after(change, case_id)


@router.post("/cases/{case_id}/advisory/tests", response_model=AdvisoryView, summary="Order a laboratory test")
async def order_test(change: Change, case_id: Id, command: LabTestCommand) -> Response:
    await change(use_cases.order_test, case_id, command)
    return await _after(change, case_id)


@router.get("/cases/{case_id}/advisory/review", response_model=SheetView, summary="The caller's own review")
async def show_review(service: Here, me: Me, case_id: Id) -> Response:
    unit = service.work.reading()
    case, _work, mine = await reviewing.my_review(unit, case_id, by=me)
    return versioned(review_views.review_view(await case_shown_to(unit, case, me), mine))


@router.put("/cases/{case_id}/advisory/review", response_model=SheetView, summary="Save the caller's review")
@takes(LONG_FORM)
async def save_review(change: Change, case_id: Id, command: SheetCommand) -> Response:
    """If-Match is the version of the review: "0" while there is none."""
    return await _review(change, case_id, await change(reviewing.save_my_review, case_id, command))


@router.post(
    "/cases/{case_id}/advisory/review/handing-in", response_model=SheetView, summary="Hand the review in to the head"
)
async def hand_in(change: Change, case_id: Id) -> Response:
    return await _review(change, case_id, await change(reviewing.hand_in_my_review, case_id))


@router.post("/cases/{case_id}/advisory/review/taking-back", response_model=SheetView, summary="Take a review back")
async def take_back(change: Change, case_id: Id) -> Response:
    return await _review(change, case_id, await change(reviewing.take_back_my_review, case_id))


@router.get(
    "/cases/{case_id}/advisory/report", response_model=ReportView, summary="The sealed report; its draft to the head"
)
async def show_report(service: Here, me: Me, case_id: Id) -> Response:
    return versioned(review_views.report_view(await reviewing.report_seen_by(service.work.reading(), case_id, me)))


@router.put("/cases/{case_id}/advisory/report", response_model=ReportView, summary="Save the draft of the report")
@takes(LONG_FORM)
async def save_report(change: Change, case_id: Id, command: SheetCommand) -> Response:
    """If-Match is the version of the report: "0" while there is none."""
    return versioned(review_views.report_view(await change(reviewing.save_report, case_id, command)))


@router.post(
    "/cases/{case_id}/advisory/report/sealing",
    response_model=ReportView,
    summary="Seal the team's one report (multipart: its signed copy may come along)",
)
@takes(LIMIT + FORM_BYTES)
async def seal_report(
    change: Change,
    case_id: Id,
    command: Annotated[SealCommand, from_multipart(SealCommand)],
    file: UploadFile | None = None,
) -> Response:
    await reviewing.draft_of_report(change.reading(), case_id, by=change.me)  # before bytes are kept
    kept = await keep_report(change.service, file)
    return versioned(review_views.report_view(await change(reviewing.seal_report, case_id, command, kept)))


@router.get(
    "/cases/{case_id}/advisory/report/draft.docx",
    summary="The draft of the report as a paper, to be signed before it is sealed",
    responses={200: {"content": {DOCX: {}}}},
    response_class=Response,
)
async def draft_of_report(service: Here, me: Me, case_id: Id) -> Response:
    unit = service.work.reading()
    paper, layout = await reviewing.paper_of_report(unit, case_id, by=me), papers.layout(unit.today)
    content = await asyncio.to_thread(docx, paper, layout, at=unit.now, draft=True)
    headers = {"Content-Disposition": 'attachment; filename="bao-cao-tu-van.docx"'}
    return Response(content, media_type=DOCX, headers=headers)


@router.get(
    "/cases/{case_id}/advisory/report/signed",
    summary="The signed copy of a sealed report",
    responses={200: {"content": {"application/pdf": {}}}},
    response_class=Response,
)
async def signed_report(service: Here, me: Me, case_id: Id) -> Response:
    report = await reviewing.report_seen_by(service.work.reading(), case_id, me)
    if report.paper is None:
        raise NotFound()
    return FileStore.of(service).send(stored(report.paper.file))


@router.get("/cases/{case_id}/questions", response_model=QuestionsView, summary="What the producer was asked")
async def list_questions(service: Here, me: Me, case_id: Id) -> Response:
    _case, work = await questions.asked_of_producer(service.work.reading(), case_id, me)
    return versioned(views.questions_view(work), 0)


@router.post(
    "/cases/{case_id}/questions/{question_id}/answer",
    response_model=QuestionsView,
    summary="Answer a question, once (multipart: a paper may come along)",
)
@takes(LIMIT + FORM_BYTES)
async def answer(
    act: Act,
    case_id: Id,
    question_id: Id,
    command: Annotated[AnswerCommand, from_multipart(AnswerCommand)],
    file: UploadFile | None = None,
) -> Response:
    await questions.asked_of_producer(act.reading(), case_id, act.me)  # before bytes are kept
    kept = await keep_answer(act.service, file)
    work = await act(questions.answer_question, case_id, question_id, command, kept)
    return versioned(views.questions_view(work), 0)


@router.get(
    "/cases/{case_id}/questions/files/{sha256}",
    summary="What came with an answer, by its digest: to the producer, and to who reads the team's work",
    responses=FILE_ANSWER,
    response_class=Response,
)
async def answer_file(service: Here, me: Me, case_id: Id, sha256: Id) -> Response:
    work = await _answers_read_by(service.work.reading(), case_id, me)
    return FileStore.of(service).send(answer_of(work, sha256))


async def _answers_read_by(unit: Unit, case_id: str, me: Principal) -> Advisory:
    try:
        return (await questions.asked_of_producer(unit, case_id, me))[1]
    except NotFound:
        concern, work = await use_cases.concern_seen_by(unit, case_id, me)
        if not views.reads(concern):
            raise
        return work


async def _shown(unit: Unit, me: Principal, case_id: str) -> Response:
    concern, work = await use_cases.concern_seen_by(unit, case_id, me)
    handed_in = len(await store.handed_in(unit, case_id))
    if views.reads(concern):
        return versioned(views.view(work, handed_in))
    return versioned(by_content(views.progress(work, handed_in)))


async def _after(act: Acting, case_id: str) -> Response:
    return await _shown(act.reading(), act.me, case_id)


async def _review(act: Acting, case_id: str, review: Review) -> Response:
    unit = act.reading()
    case, _work, _mine = await reviewing.my_review(unit, case_id, by=act.me)
    return versioned(review_views.review_view(await case_shown_to(unit, case, act.me), review))
