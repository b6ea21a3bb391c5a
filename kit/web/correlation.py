"""Middleware that gives every request its correlation id, its trace and its time."""

from __future__ import annotations

import re
import time

from opentelemetry import trace
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.telemetry.correlation import correlated
from kit.telemetry.metrics import Metrics

HEADER = "X-Correlation-ID"
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Correlation:
    """Takes up the caller's correlation id (when it is one), answers with it, measures."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the request with its correlation id."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        started, status = time.perf_counter(), 500
        with correlated(given if _ACCEPTABLE.fullmatch(given) else None) as correlation_id:
            # The endpoint's span is FastAPI's own; it takes up the caller's trace.
            trace.get_current_span().set_attribute("ocop.correlation_id", correlation_id)

            async def answered(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                    MutableHeaders(scope=message)[HEADER] = correlation_id
                await send(message)

            try:
                await self.app(scope, receive, answered)
            finally:
                if not scope.get("state", {}).get("stream"):  # open for as long as somebody looks: no time of an answer
                    self._measure(scope, status, time.perf_counter() - started)

    def _measure(self, scope: Scope, status: int, seconds: float) -> None:
        path = _pattern(scope)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self.metrics.http_seconds.labels(method, path, str(status)).observe(seconds)


def _pattern(scope: Scope) -> str:
    """The route's pattern, never the path: labels stay bounded. A route does not know that it lies under /api."""
    route = scope.get("route")
    inside: str = scope["path"].removeprefix(scope.get("root_path", ""))
    pattern = getattr(route, "path", "unmatched")
    return f"/api{pattern}" if route is not None and inside.startswith("/api/") else pattern
