"""Faults and refusals that an endpoint raises, answered in words; never a stack trace."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.refusal import Refusal
from kit.storage.mongo import PyMongoError, is_outcome_unknown
from kit.telemetry.logs import log
from kit.web.answering import answer_to
from kit.web.parts import FieldTooLong
from kit.web.problems import EndpointRefused, is_page, problem, status_of
from kit.web.redisplay import redisplay
from kit.web.refusals import DatabaseAway, OutcomeUnknown
from kit.web.validation import refusal_of

_log = log(__name__)


def install(app: FastAPI) -> None:
    """Makes the application answer every refusal in words."""

    async def refused(request: Request, exception: Exception) -> Response:
        refusal = _refusal_in(exception)
        if not is_page(request):
            return problem(request, refusal)
        return await redisplay(request, refusal)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, refused)


class Faults:
    """Answers a fault of ours in words; inside the session and the language, so that its page is like any other."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Logs the fault once, with its correlation, and answers 500 unless an answer has begun; 503 when what
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
            _log.error("fault at an endpoint", method=scope["method"], path=scope["path"], exc_info=fault)
            if begun:
                raise
            refusal = refusal_for(fault)
            answer = answer_to(Request(scope), refusal)
            if status_of(refusal) == 503:
                answer.headers["Retry-After"] = "5"
            await answer(scope, receive, send)


def refusal_for(fault: Exception) -> Refusal:
    """What a fault of ours is called in an answer: what is away is named, and whether anything was kept is said as it is."""
    if is_outcome_unknown(fault):
        return OutcomeUnknown()
    if isinstance(fault, PyMongoError):
        return DatabaseAway()
    return EndpointRefused(503 if isinstance(fault, OSError) else 500)


def _refusal_in(exception: Exception) -> Refusal:
    if isinstance(exception, Refusal):
        return exception
    if isinstance(exception, RequestValidationError):
        return refusal_of(exception.errors())
    # FastAPI wraps whatever stops it reading a body; a refusal of ours is still ours.
    if isinstance(exception.__cause__, Refusal):
        return exception.__cause__
    if isinstance(exception, HTTPException) and str(exception.detail).startswith("Field exceeded maximum size"):
        return FieldTooLong(limit=1)
    return EndpointRefused(exception.status_code if isinstance(exception, HTTPException) else 500)
