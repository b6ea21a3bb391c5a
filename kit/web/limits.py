"""How much a request may bring and how long it may take: counted as it comes, whatever it claims."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from typing import Any, TypeVar

from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from kit.refusal import Kind, Refusal
from kit.web.callers import ADDRESSES, caller_of, network_of
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


class StrangersTooOften(Refusal):
    """From one address, without sign-in, more has come than such an endpoint takes within an hour."""

    slug = "request.strangers-too-often"
    kind = Kind.TOO_MANY
    vi = "Từ mạng này vừa có nhiều lần gửi mà không đăng nhập. Đợi {minutes} phút rồi gửi lại; cần gấp thì gọi cơ quan phụ trách."
    en = "This network has sent several times without signing in. Wait {minutes} minutes and send again; if it is urgent, call the office."


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


def takes(limit: int, *, strangers_an_hour: int | None = None) -> Callable[[_E], _E]:
    """
    Declares, on an endpoint, how many bytes its body may have once the caller is known.

    `strangers_an_hour`: who is not known may send as much, but from one address (as `network_of` counts it) so often
    within an hour, in each replica; refused before a byte of the body is read. Without it they have `BODY_LIMIT`.

    It stands nearest to the function: `@router.post(…)`, then `@takes(LIMIT)`.
    """

    def declare(endpoint: _E) -> _E:
        endpoint.__body_limit__ = limit  # type: ignore[attr-defined]
        endpoint.__strangers_an_hour__ = strangers_an_hour  # type: ignore[attr-defined]
        return endpoint

    return declare


def limit_of(endpoint: object) -> int:
    """The bytes that the body of a known caller may have at an endpoint."""
    limit: int = getattr(endpoint, "__body_limit__", BODY_LIMIT)
    return limit


def strangers_of(endpoint: object) -> int | None:
    """How often an hour one address may send that much without being known; None: never."""
    often: int | None = getattr(endpoint, "__strangers_an_hour__", None)
    return often


class Strangers:
    """Counts what comes without sign-in at endpoints that take more than `BODY_LIMIT` of it, by endpoint and address."""

    def __init__(self) -> None:
        self._counts = MemoryStorage()
        self._window = SlidingWindowCounterRateLimiter(self._counts)

    def check(self, endpoint: object, often: int, host: str) -> None:
        """Counts one more. Raises StrangersTooOften."""
        limit = RateLimitItemPerHour(often)
        name = getattr(endpoint, "__qualname__", "")
        # Who can use many addresses would fill the memory: beyond so many, they are counted by neighbourhood.
        address = network_of(host, wide=len(self._counts.storage) > ADDRESSES)
        if self._window.hit(limit, name, address):
            return
        seconds = math.ceil(self._window.get_window_stats(limit, name, address).reset_time - time.time())
        raise StrangersTooOften(seconds=max(1, seconds), minutes=max(1, -(-seconds // 60)))


def bounded(scope: Scope, receive: Receive) -> Receive:
    """
    A `receive` that gives the body within its endpoint's bounds. To be made after routing.

    Raises BodyTooLarge, BodyTooSlow; SignInNeeded (or what was wrong with the token) where the endpoint takes that much,
    but not from a stranger; StrangersTooOften where it does.
    """
    headers, endpoint = Headers(scope=scope), scope.get("endpoint")
    declared, caller, often = limit_of(endpoint), caller_of(scope), strangers_of(endpoint)
    limit = declared if caller.principal or often else BODY_LIMIT
    if often and not caller.principal and scope["method"] == "POST":
        strangers: Strangers = scope["app"].state.strangers
        strangers.check(endpoint, often, (scope.get("client") or ("", 0))[0])
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
