"""Requests to use the mark as the JSON API and the pages show them: to strangers without any person."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from kit.history import Step
from kit.identity import Principal
from kit.language import gettext as _
from kit.mapped import mapped
from kit.web.formats import show_date
from kit.web.labelled import Asked, form, rows
from programme import names
from programme.roles import OFFICERS
from services.registry.mark_requests.commands import AnswerRequestCommand, CodeCommand, LetterCommand, RequestCommand
from services.registry.mark_requests.lifecycle import LIFECYCLE, State
from services.registry.mark_requests.mark_request import (
    Answered,
    AnsweredFields,
    CodeFields,
    MarkRequest,
    RequestFields,
)
from services.registry.marks import views as mark_views

COLOURS = {State.RECEIVED: "blue", State.ALLOWED: "green", State.REFUSED: "red"}


class FollowedView(AnsweredFields):
    """What who asked, or whoever has the code, may know of a request."""

    organisation: str
    state: State
    received_on: date
    answer_by: date
    answered_on: date | None = None


class ReceivedView(CodeFields):
    """That a request was received, and the code it is followed by."""

    answer_by: date


class MarkRequestView(MarkRequest):
    """One request for its office; its code is for who asked alone."""

    code: str = Field("", exclude=True)
    steps: tuple[Step, ...] = Field((), exclude=True)


def view(request: MarkRequest) -> MarkRequestView:
    """A request for its office."""
    return MarkRequestView.model_validate(request.model_dump(exclude={"steps", "code"}))


def followed(request: MarkRequest) -> FollowedView:
    """A request for who has its code."""
    return mapped(FollowedView, request, **(request.answer.model_dump() if request.answer else {}))


def line(request: MarkRequest, on: date) -> dict[str, Any]:
    """A request as a row of a list."""
    waits = request.state is State.RECEIVED
    return {
        "id": request.id,
        "organisation": request.organisation,
        "purpose": request.purpose,
        "answered_by": names.office(request.office, on),
        "state": names.state(LIFECYCLE, request.state),
        "colour": COLOURS[request.state],
        "received_on": request.received_on,
        "answer_by": request.answer_by,
        "late": waits and request.answer_by < on,
    }


def whole(request: MarkRequest, by: Principal, on: date) -> dict[str, Any]:
    """A request as a page of its office."""
    media = [mark_views.medium(one) for one in request.media]
    return {
        "request_": request,
        "line": line(request, on),
        "shown": [*rows(RequestFields, request, but=("purpose", "media")), (_("Phương tiện"), "; ".join(media))],
        "answered": answered(request.answer) if request.answer else [],
        "may_answer": by.covers(request.office, *OFFICERS) and bool(request.may),
        "steps": [
            {"at": step.at, "verb": names.verb(LIFECYCLE, step.verb), "by": step.by.name, "note": step.note}
            for step in reversed(request.steps)
        ],
    }


def answered(answer: Answered) -> list[tuple[str, str]]:
    """What was answered, as rows."""
    return [(_("Ngày trả lời"), show_date(answer.answered_on)), *rows(AnsweredFields, answer)]


def asking_form(offices: list[str], on: date) -> list[Asked]:
    """The form for anybody."""
    return form(RequestCommand, None, _choices(offices, on))


def following() -> list[Asked]:
    """The form of who has a request's code."""
    return form(CodeCommand)


def letter_form(offices: list[str], on: date) -> list[Asked]:
    """The form for an officer who enters a letter."""
    return form(LetterCommand, None, _choices(offices, on))


def answer_form() -> list[Asked]:
    """The form of an office's answer."""
    return form(AnswerRequestCommand, None, {"allowed": [("yes", _("Được dùng")), ("no", _("Không được dùng"))]})


def _choices(offices: list[str], on: date) -> dict[str, Any]:
    named = [(one, names.office(one, on)) for one in offices]
    return {"media": mark_views.media(), "office": named}
