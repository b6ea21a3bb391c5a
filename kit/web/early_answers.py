"""Answers given before there is a request to answer: by the connection itself, in both languages."""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus

from kit.web import kinds

RETRY_SECONDS = 5


@cache
def answer(status: int) -> bytes:
    """A whole HTTP answer with a problem as its body, after which the connection is closed."""
    title, said = kinds.title(status), kinds.said(status)
    problem = {
        "type": "about:blank",
        "slug": "request.refused",
        "title": title[0],
        "status": status,
        "detail": said[0],
        "detail_vi": said[0],
        "detail_en": said[1],
    }
    body = json.dumps(problem, ensure_ascii=False).encode()
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        "content-type: application/problem+json",
        f"content-length: {len(body)}",
        "connection: close",
    ]
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        lines.append(f"retry-after: {RETRY_SECONDS}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
