"""The same as a problem, in place of a machine's answer."""

from __future__ import annotations

from typing import cast

from fastapi import APIRouter
from starlette.requests import Request

from kit.refusal import NotFound, Refusal

router = APIRouter(include_in_schema=False)


@router.get("/away/{service}")
async def away(request: Request, service: str) -> None:
    """The refusal the proxy met, at the address that was asked for. Raises NotFound when it met none."""
    refusal = cast(Refusal | None, getattr(request.state, "away", None))
    if refusal is None:
        raise NotFound()
    request.scope.update(path=request.state.asked, root_path=f"/{service}")
    raise refusal
