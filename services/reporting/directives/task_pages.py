"""The pages of one task of a directive: what is asked, what was counted and answered, and the forms of its steps."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from services.reporting.directives import task_store, task_use_cases, task_views
from services.reporting.directives.commands import (
    AnswerTaskCommand,
    PassDownCommand,
    ReviewTaskCommand,
    UrgeTaskCommand,
)
from services.reporting.directives.directive_files import LIMIT, keep_proof
from services.reporting.directives.task import Task
from services.reporting.directives.task_lifecycle import TaskState

pages = APIRouter()


@pages.get("/directives/{directive_id}/tasks/{task_id}")
async def show_task(request: Request, service: Here, me: Me, directive_id: str, task_id: str) -> Response:
    unit = service.work.reading()
    task = await task_store.seen_by(unit, directive_id, task_id, me)
    if task.state is TaskState.GIVEN and task_store.acts_at(task.office, me, unit.today):  # the first opening is noted
        task = await service.work.run(task_use_cases.read_task, directive_id, task_id, by=me)
    counted = await task_use_cases.counted(unit, task)
    below = await task_store.below(unit, task.id)
    return page(request, "reporting/directives/task.html", task_views.whole(task, counted, below, me, unit.today))


@pages.get("/directives/{directive_id}/tasks/{task_id}/answer")
async def answer_form(request: Request, service: Here, me: Me, directive_id: str, task_id: str) -> Response:
    unit = service.work.reading()
    task = await task_use_cases.to_answer(unit, directive_id, task_id, me)
    counted = task_views.figures(task, await task_use_cases.counted(unit, task))
    view = {"task": task, "counted": counted, "limit": LIMIT, "most": task_use_cases.AT_ONCE, **task_views.answering()}
    return page(request, "reporting/directives/answer.html", view)


@pages.post("/directives/{directive_id}/tasks/{task_id}/answer")
@takes(task_use_cases.AT_ONCE * LIMIT + FORM_BYTES)
async def answer(request: Request, change: Change, directive_id: str, task_id: str) -> Response:
    sent = await form_of(request)
    command = read(AnswerTaskCommand, sent)
    files = [one for one in sent.getlist("file") if isinstance(one, UploadFile) and one.filename]
    task_use_cases.must_be_so_many(len(files))
    if not await change.was_done():
        await task_use_cases.to_answer(change.reading(), directive_id, task_id, change.me)  # before bytes are kept
    kept = [await keep_proof(change.service, one) for one in files]
    await change(task_use_cases.answer_task, directive_id, task_id, command, kept)
    return _back(request, directive_id, task_id, _("Đã báo cáo kết quả. Nơi giao sẽ xem xét."))


@pages.get("/directives/{directive_id}/tasks/{task_id}/passing")
async def passing_form(request: Request, service: Here, me: Me, directive_id: str, task_id: str) -> Response:
    unit = service.work.reading()
    task = await task_store.doing(unit, directive_id, task_id, me)
    view = task_views.passing(task, await task_store.below(unit, task.id), unit.today)
    return page(request, "reporting/directives/passing.html", {"task": task, **view})


@pages.post("/directives/{directive_id}/tasks/{task_id}/passing")
async def pass_down(
    request: Request,
    change: Change,
    directive_id: str,
    task_id: str,
    command: Annotated[PassDownCommand, from_form(PassDownCommand)],
) -> Response:
    await change(task_use_cases.pass_down, directive_id, task_id, command)
    return _back(request, directive_id, task_id, _("Đã giao cấp dưới."))


@pages.get("/directives/{directive_id}/tasks/{task_id}/review")
async def review_form(request: Request, service: Here, me: Me, directive_id: str, task_id: str) -> Response:
    task = await task_store.giving(service.work.reading(), directive_id, task_id, me)
    return page(request, "reporting/directives/review.html", _last(task) | task_views.reviewing())


@pages.post("/directives/{directive_id}/tasks/{task_id}/review")
async def review(
    request: Request,
    change: Change,
    directive_id: str,
    task_id: str,
    command: Annotated[ReviewTaskCommand, from_form(ReviewTaskCommand)],
) -> Response:
    await change(task_use_cases.review_task, directive_id, task_id, command)
    return _back(request, directive_id, task_id, _("Đã trả lời kết quả."))


@pages.get("/directives/{directive_id}/tasks/{task_id}/urging")
async def urging_form(request: Request, service: Here, me: Me, directive_id: str, task_id: str) -> Response:
    task = await task_store.giving(service.work.reading(), directive_id, task_id, me)
    return page(request, "reporting/directives/urging.html", {"task": task, **task_views.urging()})


@pages.post("/directives/{directive_id}/tasks/{task_id}/urging")
async def urge(
    request: Request,
    change: Change,
    directive_id: str,
    task_id: str,
    command: Annotated[UrgeTaskCommand, from_form(UrgeTaskCommand)],
) -> Response:
    await change(task_use_cases.urge_task, directive_id, task_id, command)
    return _back(request, directive_id, task_id, _("Đã đôn đốc; cơ quan được báo."))


def _last(task: Task) -> dict[str, object]:
    return {"task": task, "reply": task_views.reply(task, task.reply) if task.reply else None}


def _back(request: Request, directive_id: str, task_id: str, notice: str) -> Response:
    return see_other(request, f"/directives/{directive_id}/tasks/{task_id}", notice=notice)
