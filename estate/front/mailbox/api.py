"""The same for machines: the demonstration looks here for the mail it expects."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from estate.servers.mail import Letter, Mailbox
from kit.web.dependencies import Here

router = APIRouter()


@router.get("/mailbox")
async def letters(front: Here) -> Sequence[Letter]:
    """All letters, newest first."""
    mailbox: Mailbox = front.resources["mailbox"]
    return mailbox.letters()
