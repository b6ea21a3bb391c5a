"""How much a request may bring and how long it may take: counted as it comes, whatever it claims."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from kit.refusal import Kind, Refusal
from kit.web.callers import caller_of
from kit.web.refusals import SignInNeeded, TextUnreadable

BODY_LIMIT = 64 * 1024
"""Bytes of a body at every endpoint that declares nothing, and at every endpoint while nobody is signed in."""
LONG_FORM = 256 * 1024
"""Bytes of a form with long texts or many rows: a letter of Vietnamese is up to nine bytes in a form."""
FORM_BYTES = BODY_LIMIT
"""What a form with a file may have beside the file."""
BODY_BYTES_PER_SECOND = 5_000
"""For every so many bytes that have come a body may take a second more: a phone in the hills sends 25 MB in an hour."""

_E = TypeVar("_E", bound=Callable[..., Any])


class BodyTooLarge(Refusal):
    """The request is longer than its endpoint takes."""

    slug = "request.too-large"
    kind = Kind.TOO_LARGE
    vi = "Nội dung gửi lên vượt quá {size}. Giảm dung lượng hoặc gửi thành nhiều lần."
    en = "The request is larger than {size}. Make it smaller, or send it in several parts."

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit, size=f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1024} KB")


class BodyTooSlow(Refusal):
    """The body did not come in the time it may take."""

    slug = "request.too-slow"
    kind = Kind.TOO_SLOW
    vi = "Nội dung gửi lên quá chậm nên đã ngừng nhận. Kiểm tra đường truyền rồi gửi lại."
    en = "The request came too slowly and was given up. Check the connection and send it again."


class BodyEncoded(Refusal):
    """The body is compressed: what it unpacks to has no bound."""

    slug = "request.encoded"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Nội dung gửi lên đang được nén hoặc mã hoá kiểu «{encoding}». Gửi lại dạng không nén (bỏ Content-Encoding)."
    en = "The body is encoded as “{encoding}”. Send it again without compression (leave Content-Encoding out)."


class CharsetRefused(Refusal):
    """The body says that it is not UTF-8."""

    slug = "request.charset-refused"
    kind = Kind.UNSUPPORTED_MEDIA
    vi = "Nội dung gửi lên dùng bảng mã «{charset}». Chuyển sang UTF-8 rồi gửi lại."
    en = "The body's charset is “{charset}”. Convert it to UTF-8 and send it again."


def takes(limit: int) -> Callable[[_E], _E]:
    """
    Declares, on an endpoint, how many bytes its body may have once the caller is known.

    It stands nearest to the function: `@router.post(…)`, then `@takes(LIMIT)`.
    """

    def declare(endpoint: _E) -> _E:
        endpoint.__body_limit__ = limit  # type: ignore[attr-defined]
        return endpoint

    return declare


def limit_of(endpoint: object) -> int:
    """The bytes that the body of a known caller may have at an endpoint."""
    limit: int = getattr(endpoint, "__body_limit__", BODY_LIMIT)
    return limit


def bounded(scope: Scope, receive: Receive) -> Receive:
    """
    A `receive` that gives the body within its endpoint's bounds. To be made after routing.

    Raises BodyTooLarge, BodyTooSlow; SignInNeeded (or what was wrong with the token) where the endpoint takes that much,
    but not from a stranger.
    """
    headers = Headers(scope=scope)
    declared, caller = limit_of(scope.get("endpoint")), caller_of(scope)
    limit = declared if caller.principal else BODY_LIMIT
    if limit < declared:
        refusal: Refusal = caller.refusal or SignInNeeded()
    else:
        refusal = BodyTooLarge(limit)
    claimed = headers.get("content-length", "")
    if claimed.isdecimal() and int(claimed) > limit:
        raise refusal
    loop = asyncio.get_running_loop()
    until, seen = loop.time() + scope["app"].state.service.settings.body_seconds, 0

    async def counted() -> Message:
        nonlocal seen
        try:
            async with asyncio.timeout_at(until + seen / BODY_BYTES_PER_SECOND):
                message = await receive()
        except TimeoutError:
            raise BodyTooSlow() from None
        seen += len(message.get("body", b""))
        if seen > limit:
            raise refusal
        return message

    return counted


def check_kind(headers: Headers) -> None:
    """What the headers alone say of a body that no endpoint reads. Raises BodyEncoded, CharsetRefused, TextUnreadable."""
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"", "identity"}:
        raise BodyEncoded(encoding=encoding[:30])
    kind, *written = headers.get("content-type", "").split(";")[:20]
    options = {name.strip().lower(): value.strip().strip('"') for name, _, value in (o.partition("=") for o in written)}
    charset = options.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise CharsetRefused(charset=charset[:30])
    if kind.strip().lower() == "multipart/form-data" and not options.get("boundary"):
        raise TextUnreadable(why=("Content-Type thiếu boundary", "the Content-Type lacks a boundary"))
