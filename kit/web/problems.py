"""Refusals as RFC 9457 problems, and what HTTP says beside them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from kit.refusal import Kind, Refusal, Several
from kit.telemetry.correlation import current_correlation
from kit.telemetry.logs import log
from kit.web import kinds
from kit.web.language import language_of
from kit.web.links import absolute

_log = log(__name__)
MEDIA_TYPE = "application/problem+json"


class EndpointRefused(Refusal):
    """HTTP itself said no: no such address, not this method."""

    slug = "request.refused"
    vi = "{why}"
    en = "{why}"

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(why=kinds.said(status))


def problem(request: Request, refusal: Refusal) -> JSONResponse:
    """A refusal as `application/problem+json`, in the request's language and in both."""
    status, language = status_of(refusal), language_of(request)
    title = kinds.title(status)
    body: dict[str, Any] = {
        "type": absolute(request.app.state.service, f"/problems/{refusal.slug}"),
        "slug": refusal.slug,
        "title": title[0] if language == "vi" else title[1],
        "status": status,
        **_said(refusal, language),
        "instance": request.scope["path"],
        "correlation_id": current_correlation(),
    }
    if isinstance(refusal, Several):
        body["errors"] = [{"slug": part.slug, **_said(part, language)} for part in refusal.refusals]
    return JSONResponse(body, status_code=status, headers=headers_of(refusal), media_type=MEDIA_TYPE)


def headers_of(refusal: Refusal) -> dict[str, str]:
    """What an answer says beside its body: how to sign in, when to come back."""
    if refusal.kind is Kind.UNAUTHENTICATED:
        return {"WWW-Authenticate": "Bearer"}
    if refusal.kind is Kind.TOO_MANY and "seconds" in refusal.fields:
        return {"Retry-After": str(refusal.fields["seconds"])}
    return {}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return refusal.status if isinstance(refusal, EndpointRefused) else refusal.kind.value


def is_page(request: Request) -> bool:
    """Whether a person is to be answered with a page: every endpoint but those of machines."""
    inside: str = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    machine = inside == "/api" or inside.startswith("/api/") or inside.endswith(".json")
    return not machine and "json" not in request.headers.get("accept", "")


def _said(refusal: Refusal, language: str) -> dict[str, Any]:
    vi, en = refusal.say("vi"), refusal.say("en")
    said: dict[str, Any] = {"detail": vi if language == "vi" else en, "detail_vi": vi, "detail_en": en}
    if refusal.pointer is not None:
        said["pointer"] = refusal.pointer
    if fields := {name: value for name, value in refusal.fields.items() if name != "why"}:
        said["fields"] = {name: _plain(value) for name, value in fields.items()}
    return said


def _plain(value: object) -> object:
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(half, str) for half in value):
        return {"vi": value[0], "en": value[1]}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    return str(value)
