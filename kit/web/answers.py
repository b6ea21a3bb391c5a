"""JSON answers: a thing with its version, a page of things with the link to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.requests import Request

from kit.aggregate import Aggregate
from kit.storage.collection import Page
from kit.web.links import link
from kit.web.rows import refused_row, rows

A = TypeVar("A", bound=Aggregate)
M = TypeVar("M", bound=BaseModel)


def versioned(
    model: BaseModel, version: int | None = None, *, status: int = 200, location: str | None = None
) -> JSONResponse:
    """
    A thing with its version as ETag, to be sent back in If-Match. `version`: the model's own when not given.

    `location` is the path of a thing just made, prefix included (`link(request, "/api/…")`).
    """
    if version is None:
        version = getattr(model, "version", 0)
    headers = {"ETag": f'"{version}"'} | ({"Location": location} if location else {})
    return JSONResponse(jsonable_encoder(model), status_code=status, headers=headers)


def by_content(model: M) -> M:
    """
    A model whose `version` is made of everything else it says (15 digits of a SHA-256).

    For readers from whom part of a thing is hidden: neither list nor ETag tells them that only that part has changed.
    """
    said = model.model_dump_json(exclude={"version"})
    digest = int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
    return model.model_copy(update={"version": digest % 10**15})


def paged(page: Page[A], request: Request, view: Callable[[A], Any] | None = None) -> JSONResponse:
    """
    A page of things: `{"items": […], "next": cursor or null}` and, when more follow, `Link: <…>; rel="next"`.

    `view` turns each item into what the caller may see of it; one that cannot be shown is `{"id": …, "refused": {slug, vi, en}}`.
    """
    items = rows(page.items, view, refused_row) if view else page.items
    headers = {}
    if page.next is not None:
        query = request.url.include_query_params(after=page.next).query
        headers["Link"] = f'<{link(request, _path(request))}?{query}>; rel="next"'
    return JSONResponse(jsonable_encoder({"items": items, "next": page.next}), headers=headers)


def _path(request: Request) -> str:
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", ""))
