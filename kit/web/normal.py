"""Middleware that brings text into one form (NFC, well-formed, nothing unseen): address at once, body when it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.normalization import MarksPiled, nfc
from kit.refusal import Refusal
from kit.text import as_sent, one_form
from kit.web.answering import answer_to
from kit.web.fields import OWN
from kit.web.limits import bounded, check_kind
from kit.web.normal_json import normal_json
from kit.web.parts import FIELDS_LIMIT, normal_parts, too_many_fields
from kit.web.refusals import HeaderTwice, TextUnreadable

_ONCE = {"authorization", "content-encoding", "content-type", "idempotency-key", "if-match"}


class Normal:
    """
    Normalises path and query before any endpoint is looked for, and the body as its endpoint begins to read it.

    What is no text at all is refused. A body is within the bounds of `kit.web.limits`; an address without an endpoint reads
    none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on the request in its normal form."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            _normalise_address(scope)
            _check_once(scope)
            check_kind(Headers(scope=scope))
        except Refusal as refusal:
            await answer_to(Request(scope), refusal)(scope, receive, send)
            return
        await self.app(scope, _when_read(scope, receive), send)


def _normalise_address(scope: Scope) -> None:
    # In place: the middleware further out reads from the same scope which route was found.
    try:
        unquote_to_bytes(scope.get("raw_path", b"")).decode()
    except UnicodeDecodeError as unreadable:
        raise TextUnreadable(why=("địa chỉ không phải văn bản UTF-8", "the address is not UTF-8 text")) from unreadable
    if any(sign < " " or sign == "\x7f" for sign in scope["path"]):
        raise TextUnreadable(why=("địa chỉ có ký tự điều khiển", "the address has a control character in it"))
    scope["path"] = nfc(scope["path"])  # an address with more in it is another address
    if query := scope.get("query_string", b""):
        scope["query_string"] = normal_form(query, one_form)


def _check_once(scope: Scope) -> None:
    names = [name.decode("latin-1") for name, _ in scope["headers"]]
    for name in _ONCE:
        if names.count(name) > 1:
            raise HeaderTwice(name=name)


def _when_read(scope: Scope, receive: Receive) -> Receive:
    """A `receive` that begins its work at the first call: the endpoint is known by then. What it refused, it refuses again."""
    opened: Receive | None = None
    refusal: Refusal | None = None

    async def read() -> Message:
        nonlocal opened, refusal
        if refusal is not None:
            raise refusal
        try:
            if opened is None:
                opened = _opened(scope, receive)
            return await opened()
        except Refusal as refused:
            refusal = refused
            raise

    return read


def _opened(scope: Scope, receive: Receive) -> Receive:
    counted = bounded(scope, receive)
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json" or kind.endswith("+json"):
        return _whole(scope, counted, normal_json)
    if kind == "application/x-www-form-urlencoded":
        return _whole(scope, counted, partial(normal_form, form=as_sent))
    if kind == "multipart/form-data":
        return normal_parts(scope, counted)
    return counted


def _whole(scope: Scope, receive: Receive, change: Callable[[bytes], bytes]) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return message
            body.extend(message.get("body", b""))
            more = message.get("more_body", False)
        changed = change(bytes(body)) if body else b""
        given = True
        scope["headers"] = list(scope["headers"])
        MutableHeaders(scope=scope)["content-length"] = str(len(changed))
        return {"type": "http.request", "body": changed, "more_body": False}

    return replay


def normal_form(body: bytes, form: Callable[[str], str]) -> bytes:
    """
    A query or an urlencoded form, its values in the `form` asked for; the kit's own fields in the one form.

    Raises TooManyParts, TextUnreadable when it is not UTF-8, MarksPiled (with the field's name as its pointer).
    """
    if body.count(b"&") >= FIELDS_LIMIT:
        raise too_many_fields()
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError) as unreadable:
        raise TextUnreadable(why=("không phải văn bản UTF-8", "it is not UTF-8 text")) from unreadable
    return urlencode([(one_form(name), _field(name, value, form)) for name, value in pairs]).encode()


def _field(name: str, value: str, form: Callable[[str], str]) -> str:
    try:
        return (one_form if name.startswith(OWN) else form)(value)
    except MarksPiled as piled:
        piled.pointer = f"/{name[:100]}"
        raise
