"""Middleware that shows a refused form again: the page that sent it, what was written in it, and what is wrong."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Scope

from kit.drafts.merging import read_marks
from kit.drafts.store import DraftTooLong
from kit.refusal import Kind, Refusal
from kit.storage.mongo import PyMongoError
from kit.web.answering import answer_to
from kit.web.context import with_language
from kit.web.csrf import ASK
from kit.web.drafts import keep, writer_of
from kit.web.fields import form_of, texts_in
from kit.web.filling import FORM, SHOWN
from kit.web.language import language_of
from kit.web.links import here, is_local, link, sign_in_address
from kit.web.pages import page
from kit.web.problems import status_of
from kit.web.refusals import Changed, FormExpired, FormOfAnother, Unconfirmed
from kit.web.refused_form import PAGE_FIELD, Refused
from kit.web.session import signed_in

_OF_THIS_ROUTE = {"route", "endpoint", "path_params", "router", "fastapi"}


async def redisplay(request: Request, refusal: Refusal) -> Response:
    """
    Answers a page's refusal: sign-in, the page that sent the form, the question whether it is meant, or the error page.

    What was written is kept as a draft of the person whose form it is, whatever the answer.
    """
    form = FormData()
    try:
        sender = None if request.method == "GET" else await _sender(request)
        form = form if request.method == "GET" else await form_of(request)
    except (Refusal, HTTPException, RuntimeError):  # its body is what was refused, or was given up in the midst
        sender = None
    request.state.form_counts = False
    known, writer = signed_in(request), writer_of(request, form)
    if isinstance(refusal, Unconfirmed):
        return _question(request, form, sender or "/")
    if writer and not isinstance(refusal, DraftTooLong):
        with suppress(PyMongoError, Refusal):
            await keep(request, form)
    if refusal.slug == "sign-in.needed" or (isinstance(refusal, FormExpired) and known is None and writer and sender):
        after = here(request) if request.method == "GET" else sender or "/"
        return RedirectResponse(sign_in_address(request, after), status_code=303)
    if isinstance(refusal, FormExpired) and known and writer and writer != known.id:
        request.state.form = None
        return answer_to(request, FormOfAnother())
    if request.method == "POST" and sender:
        sent_headers = Changed() if refusal.kind is Kind.STALE and refusal.slug == "stale" else refusal
        again = Refused(sent_headers, texts_in(form), str(form.get(FORM, "")), read_marks(str(form.get(SHOWN, ""))))
        shown = await _shown(request, sender, again)
        if shown is not None:
            shown.status_code = status_of(refusal)
            return shown
    return answer_to(request, refusal)


def _question(request: Request, form: FormData, sender: str) -> Response:
    """Asks whether it is meant; the form goes along, so that yes is one press more and no loses nothing."""
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name != ASK]
    view: dict[str, Any] = {
        "question": str(form.get(ASK, "")),
        "fields": fields,
        "action": here(request),
        "sender": sender,
    }
    view["in_language"] = lambda language: link(request, with_language(sender, language))  # this address takes no GET
    answer = page(request, "kit/confirm.html", view)
    answer.headers["Cache-Control"] = "no-store"
    return answer


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

    with suppress(HTTPException):  # there is no such page
        await request.app.router(scope, nothing, kept)
    if status != 200:
        return None
    answer = Response(bytes(body))
    answer.raw_headers = [(name, value) for name, value in sent_headers if name != b"content-length"]
    answer.headers["content-length"] = str(len(body))
    return answer
