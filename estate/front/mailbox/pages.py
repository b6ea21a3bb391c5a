"""Reading what was sent."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from estate.servers.mail import Mailbox
from kit.refusal import NotFound
from kit.web.dependencies import Here
from kit.web.pages import page

router = APIRouter()


@router.get("/mailbox")
async def shelf(request: Request, front: Here) -> Response:
    """All letters, newest first."""
    mailbox: Mailbox = front.resources["mailbox"]
    return page(request, "dev/mailbox/letters.html", {"letters": mailbox.letters()})


@router.get("/mailbox/{id}")
async def letter(request: Request, front: Here, id: str) -> Response:
    """One letter. Raises NotFound."""
    mailbox: Mailbox = front.resources["mailbox"]
    found = mailbox.letter(id)
    if found is None:
        raise NotFound()
    return page(request, "dev/mailbox/letter.html", {"letter": found})
