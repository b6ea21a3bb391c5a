"""The page of a meeting's papers: invitation, minutes with the signed copy, addenda."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kit.language import gettext as _
from kit.papers.filed import LARGEST_BYTES
from kit.web.acting import Change
from kit.web.dependencies import Here, Me
from kit.web.fields import form_of
from kit.web.forms import from_form, read_with_file
from kit.web.limits import FORM_BYTES, takes
from kit.web.pages import page, see_other
from services.evaluation.meetings import agenda_views, meeting_files, minuting
from services.evaluation.meetings.commands import AddendumCommand, MinutesCommand, SignedMinutesCommand

pages = APIRouter()


@pages.get("/meetings/{meeting_id}/papers")
async def papers(request: Request, service: Here, me: Me, meeting_id: str) -> Response:
    meeting = await minuting.to_see_papers(service.work.reading(), meeting_id, me)
    view = agenda_views.papers(meeting, me) | {"limit": LARGEST_BYTES}
    return page(request, "evaluation/meetings/papers.html", view)


@pages.post("/meetings/{meeting_id}/invitation")
async def draft_invitation(request: Request, change: Change, meeting_id: str) -> Response:
    await meeting_files.drafted(change, meeting_id, "invitation", None)
    return see_other(request, f"/meetings/{meeting_id}/papers", notice=_("Đã soạn giấy mời."))


@pages.post("/meetings/{meeting_id}/minutes")
async def draft_minutes(
    request: Request, change: Change, meeting_id: str, command: Annotated[MinutesCommand, from_form(MinutesCommand)]
) -> Response:
    await meeting_files.drafted(change, meeting_id, "minutes", command)
    return see_other(request, f"/meetings/{meeting_id}/papers", notice=_("Đã soạn biên bản. In ra ký, rồi nộp bản ký."))


@pages.post("/meetings/{meeting_id}/minutes/signed-copy")
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_minutes(request: Request, change: Change, meeting_id: str) -> Response:
    # Before bytes are kept: a stranger's, or for a version that is gone.
    await minuting.require_signing(change.reading(), meeting_id, by=change.me, expected=change.version)
    command, file = read_with_file(SignedMinutesCommand, await form_of(request))
    await meeting_files.filed_copy(change, meeting_id, command, file)
    notice = _("Đã nộp biên bản ký. Từ đây chỉ thêm được phụ lục.")
    return see_other(request, f"/meetings/{meeting_id}/papers", notice=notice)


@pages.post("/meetings/{meeting_id}/addenda")
async def add_addendum(
    request: Request, change: Change, meeting_id: str, command: Annotated[AddendumCommand, from_form(AddendumCommand)]
) -> Response:
    await meeting_files.drafted(change, meeting_id, "addendum", command)
    return see_other(request, f"/meetings/{meeting_id}/papers", notice=_("Đã soạn phụ lục. In ra ký, rồi nộp bản ký."))


@pages.post("/meetings/{meeting_id}/addenda/{no}/signed-copy")
@takes(LARGEST_BYTES + FORM_BYTES)
async def file_addendum(request: Request, change: Change, meeting_id: str, no: int) -> Response:
    await minuting.require_signing(change.reading(), meeting_id, by=change.me, expected=change.version)
    command, file = read_with_file(SignedMinutesCommand, await form_of(request))
    await meeting_files.filed_copy(change, meeting_id, command, file, no)
    return see_other(request, f"/meetings/{meeting_id}/papers", notice=_("Đã nộp bản ký của phụ lục."))
