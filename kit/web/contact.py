"""The security contact: `/.well-known/security.txt` (RFC 9116)."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from kit.refusal import NotFound
from kit.web.dependencies import Here

router = APIRouter(include_in_schema=False)
PATH = "/.well-known/security.txt"
_LASTS = timedelta(days=180)
"""Said anew at every reading: whoever keeps a copy asks again within half a year."""


@router.get(PATH)
async def security_txt(service: Here) -> PlainTextResponse:
    """The contact that the deployment names (OCOP_SECURITY_CONTACT); nothing when it names none."""
    contact = service.settings.security_contact
    if not contact:
        raise NotFound()
    ends = (service.work.clock.now() + _LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    site = service.settings.public_url.rstrip("/")
    lines = [
        f"Contact: {contact}",
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {site}{PATH}",
    ]
    return PlainTextResponse("\n".join(lines) + "\n")
