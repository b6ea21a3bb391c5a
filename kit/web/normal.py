"""Text comes in one form: NFC, well-formed, nothing unseen, with numbers a database can hold."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.web.parts import normal_parts
from kit.web.problems import answer_to
from kit.web.refusals import TextUnreadable
from kit.web.text import one_form

_LARGEST = 2**63


class Normal:
    """Normalises path, query and body before any door reads them; refuses what is no text at all."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will hand on the request in its normal form."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            receive = await _normal(scope, receive)
        except TextUnreadable as refusal:
            await answer_to(Request(scope), refusal)(scope, receive, send)
            return
        await self.app(scope, receive, send)


async def _normal(scope: Scope, receive: Receive) -> Receive:
    # In place: the middleware further out reads from the same scope which route was found.
    scope["path"] = unicodedata.normalize("NFC", scope["path"])  # an address with more in it is another address
    if b"%" in scope.get("query_string", b""):
        scope["query_string"] = normal_form(scope["query_string"])
    kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json" or kind.endswith("+json"):
        return await _whole(scope, receive, normal_json)
    if kind == "application/x-www-form-urlencoded":
        return await _whole(scope, receive, normal_form)
    if kind == "multipart/form-data":
        return normal_parts(scope, receive)
    return receive


async def _whole(scope: Scope, receive: Receive, change: Callable[[bytes], bytes]) -> Receive:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body.extend(message.get("body", b""))
        more = message.get("more_body", False)
    changed = change(bytes(body)) if body else b""
    scope["headers"] = list(scope["headers"])
    MutableHeaders(scope=scope)["content-length"] = str(len(changed))
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": changed, "more_body": False}

    return replay


def normal_form(body: bytes) -> bytes:
    """A query or an urlencoded form in the one form. Raises TextUnreadable when it is not UTF-8."""
    try:
        unquote_to_bytes(body).decode()
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=5000)
    except (UnicodeDecodeError, ValueError) as unreadable:
        raise TextUnreadable(why=("không phải văn bản UTF-8", "it is not UTF-8 text")) from unreadable
    return urlencode([(one_form(name), one_form(value)) for name, value in pairs]).encode()


def normal_json(body: bytes) -> bytes:
    """A JSON text in the one form. Raises TextUnreadable; one that is not JSON is left for its door to refuse."""
    try:
        value = json.loads(body.decode(), parse_constant=_no_number, parse_int=_int, parse_float=_float)
        return json.dumps(_each(value), ensure_ascii=False).encode()
    except json.JSONDecodeError:
        return body
    except UnicodeError as unreadable:
        raise TextUnreadable(why=("không phải văn bản UTF-8", "it is not UTF-8 text")) from unreadable
    except RecursionError as unreadable:
        raise TextUnreadable(why=("lồng quá sâu", "it is nested too deeply")) from unreadable


def _each(value: Any) -> Any:
    if isinstance(value, str):
        return one_form(value)
    if isinstance(value, list):
        return [_each(item) for item in value]
    if isinstance(value, dict):
        return {one_form(name): _each(item) for name, item in value.items()}
    return value


def _int(text: str) -> int:
    if len(text) > 20 or not -_LARGEST <= (value := int(text)) < _LARGEST:
        _no_number(text)
    return value


def _float(text: str) -> float:
    value = float(text)
    if value in {float("inf"), float("-inf")}:
        _no_number(text)
    return value


def _no_number(text: str) -> None:
    shown = text[:30]
    raise TextUnreadable(why=(f"số «{shown}» nằm ngoài giới hạn", f"the number “{shown}” is out of range"))
