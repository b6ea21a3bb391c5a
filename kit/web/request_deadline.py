"""Middleware that bounds what a request asks of the database, so that there is time left to answer."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from kit.storage.mongo import within_request_deadline


class RequestDeadline:
    """Has the database's questions of a request end within `HURRIED_SECONDS`; work in the background has its own time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request on."""
        if scope["type"] != "http":  # the lifespan starts what works in the background
            await self.app(scope, receive, send)
            return
        with within_request_deadline():
            await self.app(scope, receive, send)
