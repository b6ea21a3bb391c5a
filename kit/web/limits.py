"""How much a request may carry: counted as it comes, whatever it claims."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.refusal import Kind, Refusal
from kit.web.problems import answer_to

JSON_LIMIT = 10_000_000
FORM_LIMIT = 60_000_000
"""A form may bring files; each file has its own, lower limit where it is received."""


class BodyTooLarge(Refusal):
    """The request is longer than any we take."""

    slug = "request.too-large"
    kind = Kind.TOO_LARGE
    vi = "Nội dung gửi lên vượt quá {limit} MB. Giảm dung lượng hoặc gửi thành nhiều lần."
    en = "The request is larger than {limit} MB. Make it smaller, or send it in several parts."


class BodyLimit:
    """Refuses a body that is, or says it is, over the limit of its kind."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will pass the body on while it is within the limit."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        limit = FORM_LIMIT if headers.get("content-type", "").startswith("multipart/form-data") else JSON_LIMIT
        refusal = BodyTooLarge(limit=limit // 1_000_000)
        claimed = headers.get("content-length", "")
        if claimed.isdigit() and int(claimed) > limit:
            await answer_to(Request(scope), refusal)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise refusal
            return message

        try:
            await self.app(scope, counted, send)
        except BodyTooLarge:  # met by a middleware that reads the body; nothing was answered yet
            await answer_to(Request(scope), refusal)(scope, receive, send)
