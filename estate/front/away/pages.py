"""The same in place of a page."""

from __future__ import annotations

from typing import cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse

from kit.refusal import NotFound, Refusal
from kit.web.dependencies import Here

router = APIRouter()


@router.get("/away/{service}")
async def away(request: Request, front: Here, service: str) -> RedirectResponse:
    """The refusal the proxy met; a link of that page (the other language) leads to the service itself again."""
    if refusal := cast(Refusal | None, getattr(request.state, "away", None)):
        raise refusal
    if service not in front.resources["backends"]:
        raise NotFound()
    return RedirectResponse(f"/{service}/", status_code=303)
