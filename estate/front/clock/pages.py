"""The clock's page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from estate.front.clock.moving import move, read
from kit.clock import LOCAL
from kit.language import gettext as _
from kit.web.dependencies import Here
from kit.web.pages import page, see_other

router = APIRouter()


@router.get("/clock")
async def show(request: Request, front: Here) -> Response:
    """What the services take for now, and the form to move it."""
    now = front.settings.clock().now()
    written = now.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")
    return page(request, "dev/clock/show.html", {"now": now, "written": written})


@router.post("/clock")
async def set_clock(request: Request, front: Here, at: Annotated[str, Form()] = "") -> Response:
    """Moves the clock of all services."""
    move(front, read(at))
    return see_other(request, "/clock", notice=_("Đã chỉnh đồng hồ của cả hệ thống."))
