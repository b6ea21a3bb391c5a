"""How long an address may be, and what its parts may hold: every id, code and place that an endpoint takes from its path."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kit.refusal import NotFound, Refusal
from kit.storage.filters import LONGEST_ID
from kit.web.answering import answer_to

LONGEST = 16_384
"""Bytes of path and query together."""


class AddressTooLong(Refusal):
    """The address is longer than any of ours."""

    slug = "request.address-too-long"
    vi = "Địa chỉ dài quá {limit} ký tự. Dùng đúng đường dẫn mà hệ thống trả về, hoặc rút ngắn các tham số."
    en = "The address is longer than {limit} characters. Use the link exactly as given, or shorten the parameters."


class Addresses:
    """Refuses an address too long to be read; what lies at one that nothing can have is not found, like anything else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands on a request whose address is one that an endpoint could have."""
        refusal = _refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await answer_to(Request(scope), refusal)(scope, receive, send)


def _refusal(scope: Scope) -> Refusal | None:
    path: str = scope["path"]
    if len(path.encode("utf-8", "surrogatepass")) + len(scope.get("query_string", b"")) > LONGEST:
        return AddressTooLong(limit=LONGEST)
    if any(len(part) > LONGEST_ID or not part.isprintable() for part in path.split("/")):
        return NotFound()
    return None
