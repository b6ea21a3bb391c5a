"""The JSON API of directives and their tasks; the report on carrying one out as DOCX and PDF."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import Response

from kit.command import Id
from kit.identity import Principal
from kit.mapped import mapped
from kit.papers.pdf import pdf
from kit.papers.word import docx
from kit.refusal import NotFound
from kit.web.acting import Act, Change
from kit.web.answers import paged, versioned
from kit.web.dependencies import After, Here, Me
from kit.web.files import FileStore, Stored
from kit.web.forms import from_multipart
from kit.web.limits import FORM_BYTES, takes
from kit.web.links import link
from kit.work import Unit
from law import papers
from programme.roles import OFFICERS
from services.reporting.directives import report_paper, store, task_store, task_use_cases, task_views, use_cases, views
from services.reporting.directives.commands import (
    AnswerTaskCommand,
    CloseDirectiveCommand,
    DirectiveCommand,
    LetterCommand,
    NewDirectiveCommand,
    OrderCommand,
    PassDownCommand,
    ReviewTaskCommand,
    UrgeTaskCommand,
)
from services.reporting.directives.directive import KeptFile
from services.reporting.directives.directive_files import LIMIT, keep_proof, keep_signed
from services.reporting.directives.lifecycle import State
from services.reporting.directives.task import Task
from services.reporting.directives.task_views import TaskView
from services.reporting.directives.views import DirectiveView, Standing

router = APIRouter()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("/directives", summary="The directives of the caller's offices, and those sent to them; last signed first")
async def list_directives(
    request: Request, service: Here, me: Me, state: State | None = None, after: After = None, limit: Limit = 50
) -> Response:
    turn = store.ORDERS.turn(after=after, limit=limit)
    return paged(await store.known_to(service.work.reading(), me, turn, state=state), request, views.view)


@router.get("/directive-tasks", summary="The tasks of the caller's offices and of those below, first due first")
async def list_tasks(
    request: Request,
    service: Here,
    me: Me,
    which: Literal["", "mine", "late", "review"] = "",
    after: After = None,
    limit: Limit = 50,
) -> Response:
    unit = service.work.reading()
    turn = task_store.ORDERS.turn(after=after, limit=limit)
    found = await task_store.known_to(unit, me, turn, which=which)
    return paged(found, request, lambda one: task_views.view(one, unit.today))


@router.post("/directives", status_code=201, response_model=DirectiveView, summary="Begin a draft")
async def write(request: Request, act: Act, command: NewDirectiveCommand) -> Response:
    made = await act(use_cases.write_directive, command)
    return versioned(views.view(made), status=201, location=link(request, f"/api/directives/{made.id}"))


@router.post("/directive-drafts", status_code=201, response_model=DirectiveView, summary="Begin a draft from a file")
async def draft(request: Request, act: Act, command: LetterCommand) -> Response:
    made = await act(use_cases.draft_from_letter, command)
    return versioned(views.view(made), status=201, location=link(request, f"/api/directives/{made.id}"))


@router.get("/directives/{directive_id}", response_model=DirectiveView, summary="One directive")
async def show(service: Here, me: Me, directive_id: Id) -> Response:
    return versioned(views.view(await store.seen_by(service.work.reading(), directive_id, me)))


@router.put("/directives/{directive_id}", response_model=DirectiveView, summary="Write a draft anew, orders apart")
async def rewrite(change: Change, directive_id: Id, command: DirectiveCommand) -> Response:
    return versioned(views.view(await change(use_cases.rewrite_directive, directive_id, command)))


@router.post("/directives/{directive_id}/orders", response_model=DirectiveView, summary="Add an order to a draft")
async def add_order(change: Change, directive_id: Id, command: OrderCommand) -> Response:
    return versioned(views.view(await change(use_cases.add_order, directive_id, command)))


@router.put("/directives/{directive_id}/orders/{order_id}", response_model=DirectiveView, summary="Change an order")
async def change_order(change: Change, directive_id: Id, order_id: Id, command: OrderCommand) -> Response:
    return versioned(views.view(await change(use_cases.change_order, directive_id, order_id, command)))


@router.delete("/directives/{directive_id}/orders/{order_id}", response_model=DirectiveView, summary="Drop an order")
async def drop_order(change: Change, directive_id: Id, order_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.drop_order, directive_id, order_id)))


@router.post("/directives/{directive_id}/paper", response_model=DirectiveView, summary="Put the signed copy to a draft")
@takes(LIMIT + FORM_BYTES)
async def sign(change: Change, directive_id: Id, file: UploadFile) -> Response:
    await use_cases.to_sign(change.reading(), directive_id, change.me)  # before bytes are kept
    kept = await keep_signed(change.service, file)
    return versioned(views.view(await change(use_cases.sign_directive, directive_id, kept)))


@router.get("/directives/{directive_id}/paper", response_class=Response, summary="The signed copy")
async def paper(service: Here, me: Me, directive_id: Id) -> Response:
    found = await store.seen_by(service.work.reading(), directive_id, me)
    if found.paper is None:
        raise NotFound()
    return FileStore.of(service).send(mapped(Stored, found.paper), inline=True)


@router.post("/directives/{directive_id}/issue", response_model=DirectiveView, summary="Issue it to its offices")
async def issue(change: Change, directive_id: Id) -> Response:
    return versioned(views.view(await change(use_cases.issue_directive, directive_id)))


@router.post(
    "/directives/{directive_id}/reading", response_model=DirectiveView, summary="Note that one's office opened it"
)
async def read(act: Act, directive_id: Id) -> Response:
    return versioned(views.view(await act(use_cases.read_directive, directive_id)))


@router.post("/directives/{directive_id}/closing", response_model=DirectiveView, summary="Close it")
async def close(change: Change, directive_id: Id, command: CloseDirectiveCommand) -> Response:
    return versioned(views.view(await change(use_cases.close_directive, directive_id, command)))


@router.get("/directives/{directive_id}/standing", summary="Where it stands at the offices the caller may see")
async def standing(service: Here, me: Me, directive_id: Id) -> Standing:
    unit = service.work.reading()
    await store.seen_by(unit, directive_id, me)
    copies = await store.copies_of(unit, directive_id, me)
    return views.standing(copies, await task_store.of_directive(unit, directive_id, me), unit.today)


@router.get("/directives/{directive_id}/tasks", summary="Its tasks that the caller may see, by office")
async def list_tasks_of(service: Here, me: Me, directive_id: Id) -> list[TaskView]:
    unit = service.work.reading()
    await store.seen_by(unit, directive_id, me)
    return [task_views.view(one, unit.today) for one in await task_store.of_directive(unit, directive_id, me)]


@router.get(
    "/directives/{directive_id}/tasks/{task_id}",
    response_model=TaskView,
    summary="One task, with its figures as they are counted now",
)
async def show_task(service: Here, me: Me, directive_id: Id, task_id: Id) -> Response:
    unit = service.work.reading()
    return await _task(unit, await task_store.seen_by(unit, directive_id, task_id, me))


@router.post(
    "/directives/{directive_id}/tasks/{task_id}/reading",
    response_model=TaskView,
    summary="Note that one's office opened the task",
)
async def read_task(act: Act, directive_id: Id, task_id: Id) -> Response:
    return await _task(act.reading(), await act(task_use_cases.read_task, directive_id, task_id))


@router.post(
    "/directives/{directive_id}/tasks/{task_id}/passing",
    response_model=TaskView,
    summary="Pass a task down to offices below",
)
async def pass_down(change: Change, directive_id: Id, task_id: Id, command: PassDownCommand) -> Response:
    return await _task(change.reading(), await change(task_use_cases.pass_down, directive_id, task_id, command))


@router.post(
    "/directives/{directive_id}/tasks/{task_id}/answer",
    response_model=TaskView,
    summary="Answer a task, with a file of proof (multipart)",
)
@takes(task_use_cases.AT_ONCE * LIMIT + FORM_BYTES)
async def answer(
    change: Change,
    directive_id: Id,
    task_id: Id,
    command: Annotated[AnswerTaskCommand, from_multipart(AnswerTaskCommand)],
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    kept: list[KeptFile] = []
    if not await change.was_done():
        await task_use_cases.to_answer(change.reading(), directive_id, task_id, change.me)  # before bytes are kept
    if file is not None and file.filename:
        kept.append(await keep_proof(change.service, file))
    done = await change(task_use_cases.answer_task, directive_id, task_id, command, kept)
    return await _task(change.reading(), done)


@router.post(
    "/directives/{directive_id}/tasks/{task_id}/review",
    response_model=TaskView,
    summary="Accept an answer, or send it back",
)
async def review(change: Change, directive_id: Id, task_id: Id, command: ReviewTaskCommand) -> Response:
    return await _task(change.reading(), await change(task_use_cases.review_task, directive_id, task_id, command))


@router.post("/directives/{directive_id}/tasks/{task_id}/urging", response_model=TaskView, summary="Urge a task")
async def urge(change: Change, directive_id: Id, task_id: Id, command: UrgeTaskCommand) -> Response:
    return await _task(change.reading(), await change(task_use_cases.urge_task, directive_id, task_id, command))


@router.get(
    "/directives/{directive_id}/tasks/{task_id}/files/{file_id}",
    response_class=Response,
    responses={200: {"content": {"*/*": {}}}},
    summary="A file of an answer",
)
async def proof(service: Here, me: Me, directive_id: Id, task_id: Id, file_id: Id) -> Response:
    task = await task_store.seen_by(service.work.reading(), directive_id, task_id, me)
    found = next((one for reply in task.replies for one in reply.files if one.id == file_id), None)
    if found is None:
        raise NotFound()
    return FileStore.of(service).send(mapped(Stored, found))


@router.get(
    "/directives/{directive_id}/{name}",
    summary="The report on carrying it out, of one office or of all the caller may see, as a draft",
    response_class=Response,
    responses={200: {"content": {DOCX: {}, "application/pdf": {}}}},
)
async def report(
    service: Here,
    me: Me,
    directive_id: Id,
    name: Literal["report.docx", "report.pdf"],
    office: Annotated[str, Query(max_length=50, description="Of this office alone")] = "",
) -> Response:
    unit = service.work.reading()
    directive = await store.seen_by(unit, directive_id, me)
    copies = await store.copies_of(unit, directive_id, me)
    tasks = await task_store.of_directive(unit, directive_id, me)
    # What an office reports is its own tasks; those it passed down are in its answers.
    wanted = office or _only(me, [one.office for one in tasks], directive.issued_by)
    if wanted:
        tasks = [one for one in tasks if one.office == wanted]
        copies = [one for one in copies if one.office == wanted]
    if not tasks:
        raise NotFound()
    writer = wanted or directive.issued_by
    day = task_use_cases.day_of(writer, unit.today)
    made = report_paper.paper(directive, copies, tasks, writer=writer, of=wanted or None, written_on=day, on=unit.today)
    write, kind = (docx, DOCX) if name == "report.docx" else (pdf, "application/pdf")
    content = await asyncio.to_thread(write, made, papers.layout(unit.today), at=unit.now, draft=True)
    headers = {"Content-Disposition": f'attachment; filename="ket-qua-thuc-hien-{unit.today.isoformat()}-{name}"'}
    return Response(content, media_type=kind, headers=headers)


def _only(by: Principal, offices: list[str], issuer: str) -> str:
    """The office a person reports for: their own that has tasks; none for who sees all of it."""
    if by.covers(issuer, *OFFICERS):
        return ""
    own = by.offices(*OFFICERS)
    return next((one for one in offices if one in own), "")


async def _task(unit: Unit, task: Task) -> Response:
    return versioned(task_views.view(task, unit.today, await task_use_cases.counted(unit, task)))
