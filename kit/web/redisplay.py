"""Middleware that shows a refused form again: the page that sent it, what was written in it, and what is wrong."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Scope

from kit.refusal import Kind, Refusal
from kit.web.answering import answer_to
from kit.web.fields import form_of, texts_of
from kit.web.language import language_of
from kit.web.links import here, is_local, sign_in_address
from kit.web.problems import status_of
from kit.web.refused_form import PAGE_FIELD, Refused

_OF_THIS_ROUTE = {"route", "endpoint", "path_params", "router", "fastapi"}


async def redisplay(request: Request, refusal: Refusal) -> Response:
    """Answers a page's refusal: sign-in, the page that sent the form, or the error page."""
    try:
        sender = None if request.method == "GET" else await _sender(request)
    except (Refusal, HTTPException):  # its body is what was refused
        sender = None
    if refusal.kind is Kind.UNAUTHENTICATED and refusal.slug == "sign-in.needed":
        after = here(request) if request.method == "GET" else sender or "/"
        return RedirectResponse(sign_in_address(request, after), status_code=303)
    if request.method == "POST" and sender:
        shown = await _shown(request, sender, Refused(refusal, await texts_of(request)))
        if shown is not None:
            shown.status_code = status_of(refusal)
            return shown
    return answer_to(request, refusal)


async def _sender(request: Request) -> str | None:
    """The path, inside this service, of the page the form was on; the form says so, and only our own count."""
    given = (await form_of(request)).get(PAGE_FIELD)
    return given if isinstance(given, str) and is_local(given) else None


async def _shown(request: Request, sender: str, refused: Refused) -> Response | None:
    """Opens the page as its reader would, with the refusal at hand; None when it does not open."""
    parts = urlsplit(sender)
    root = request.scope.get("root_path", "")
    headers = [(k, v) for k, v in request.scope["headers"] if k not in {b"content-type", b"content-length"}]
    scope: Scope = {
        **{k: v for k, v in request.scope.items() if k not in _OF_THIS_ROUTE},
        "method": "GET",
        "path": root + unquote(parts.path),
        "raw_path": (root + parts.path).encode("ascii", "replace"),
        "query_string": parts.query.encode("ascii", "replace"),
        "headers": headers,
        "state": {**request.scope.get("state", {}), "refused": refused, "language": language_of(request)},
    }
    status, sent_headers, body = 500, [], bytearray()

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def kept(message: Message) -> None:
        nonlocal status, sent_headers
        if message["type"] == "http.response.start":
            status, sent_headers = message["status"], message.get("headers", [])
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await request.app.router(scope, nothing, kept)
    if status != 200:
        return None
    answer = Response(bytes(body))
    answer.raw_headers = [(name, value) for name, value in sent_headers if name != b"content-length"]
    answer.headers["content-length"] = str(len(body))
    return answer
