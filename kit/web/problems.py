"""Refusals and faults as HTTP answers: RFC 9457 problems for machines, pages for people; never a stack trace."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.refusal import Kind, Refusal, Several
from kit.storage.mongo import PyMongoError, is_outcome_unknown
from kit.telemetry.correlation import current_correlation
from kit.telemetry.logs import log
from kit.web import kinds
from kit.web.language import language_of
from kit.web.links import absolute
from kit.web.refusals import DatabaseAway, OutcomeUnknown
from kit.web.validation import refusal_of

_log = log(__name__)
MEDIA_TYPE = "application/problem+json"


class DoorRefused(Refusal):
    """HTTP itself said no: no such address, not this method."""

    slug = "request.refused"
    vi = "{why}"
    en = "{why}"

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(why=kinds.said(status))


def problem(request: Request, refusal: Refusal) -> JSONResponse:
    """A refusal as `application/problem+json`, in the request's language and in both."""
    status, language = status_of(refusal), language_of(request)
    title = kinds.title(status)
    body: dict[str, Any] = {
        "type": absolute(request.app.state.service, f"/problems/{refusal.slug}"),
        "slug": refusal.slug,
        "title": title[0] if language == "vi" else title[1],
        "status": status,
        **_said(refusal, language),
        "instance": request.scope["path"],
        "correlation_id": current_correlation(),
    }
    if isinstance(refusal, Several):
        body["errors"] = [{"slug": part.slug, **_said(part, language)} for part in refusal.refusals]
    return JSONResponse(body, status_code=status, headers=_headers(refusal), media_type=MEDIA_TYPE)


def _headers(refusal: Refusal) -> dict[str, str]:
    """What an answer says beside its body: how to sign in, when to come back."""
    if refusal.kind is Kind.UNAUTHENTICATED:
        return {"WWW-Authenticate": "Bearer"}
    if refusal.kind is Kind.TOO_MANY and "seconds" in refusal.fields:
        return {"Retry-After": str(refusal.fields["seconds"])}
    return {}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return refusal.status if isinstance(refusal, DoorRefused) else refusal.kind.value


def is_page(request: Request) -> bool:
    """Whether a person is to be answered with a page: every door but those of machines."""
    inside: str = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    machine = inside == "/api" or inside.startswith("/api/") or inside.endswith(".json")
    return not machine and "json" not in request.headers.get("accept", "")


def answer_to(request: Request, refusal: Refusal) -> Response:
    """A refusal answered where no page can be shown again: a problem, or the error page."""
    if not is_page(request):
        return problem(request, refusal)
    from kit.web.pages import error_page  # pages know problems too: a page's refusal is shown on the page

    answer = error_page(request, status_of(refusal), refusal)
    if refusal.kind is Kind.TOO_MANY:
        answer.headers.update(_headers(refusal))
    return answer


def install(app: FastAPI) -> None:
    """This will make the application answer every refusal in words."""

    async def refused(request: Request, exception: Exception) -> Response:
        refusal = _refusal_in(exception)
        if not is_page(request):
            return problem(request, refusal)
        from kit.web.again import show_again

        return await show_again(request, refusal)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, refused)


class Faults:
    """Answers a fault of ours in words; inside the session and the language, so that its page is like any other."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        This will log the fault once, with its correlation, and answer 500 unless an answer has begun; 503 when what
        failed is the database or the network: that passes.
        """
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception as fault:
            if scope["type"] != "http":
                raise
            _log.error("fault at a door", method=scope["method"], path=scope["path"], exc_info=fault)
            if begun:
                raise
            refusal = _refusal_for(fault)
            answer = answer_to(Request(scope), refusal)
            if status_of(refusal) == 503:
                answer.headers["Retry-After"] = "5"
            await answer(scope, receive, send)


def _refusal_for(fault: Exception) -> Refusal:
    """What a fault of ours is called at a door: what is away is named, and whether anything was kept is said as it is."""
    if is_outcome_unknown(fault):
        return OutcomeUnknown()
    if isinstance(fault, PyMongoError):
        return DatabaseAway()
    return DoorRefused(503 if isinstance(fault, OSError) else 500)


def _refusal_in(exception: Exception) -> Refusal:
    if isinstance(exception, Refusal):
        return exception
    if isinstance(exception, RequestValidationError):
        return refusal_of(exception.errors())
    # FastAPI wraps whatever stops it reading a body; a refusal of ours is still ours.
    if isinstance(exception.__cause__, Refusal):
        return exception.__cause__
    return DoorRefused(exception.status_code if isinstance(exception, HTTPException) else 500)


def _said(refusal: Refusal, language: str) -> dict[str, Any]:
    vi, en = refusal.say("vi"), refusal.say("en")
    said: dict[str, Any] = {"detail": vi if language == "vi" else en, "detail_vi": vi, "detail_en": en}
    if refusal.pointer is not None:
        said["pointer"] = refusal.pointer
    if fields := {name: value for name, value in refusal.fields.items() if name != "why"}:
        said["fields"] = {name: _plain(value) for name, value in fields.items()}
    return said


def _plain(value: object) -> object:
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(half, str) for half in value):
        return {"vi": value[0], "en": value[1]}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    return str(value)
