"""A form counts only when a page of this session, or for who is not signed in of this visit, made it."""

from __future__ import annotations

import hmac
import secrets

from starlette.requests import HTTPConnection, Request

from kit.web.fields import form_of
from kit.web.refusals import FormExpired, Unconfirmed
from kit.web.session import presence

FIELD = "_csrf"
ASK, SURE = "_ask", "_sure"
"""What a form asks before it does something for good, and that the answer was yes."""
HEADER = "X-CSRF-Token"
_SAFE = {"GET", "HEAD", "OPTIONS"}


def token(connection: HTTPConnection) -> str:
    """The session's token; where nobody is signed in the visit's, made when first asked for and kept in its cookie."""
    if found := presence(connection):
        return found.form_token
    kept: str | None = connection.session.get("csrf")
    if kept is None:
        kept = connection.session["csrf"] = secrets.token_urlsafe(24)
    return kept


async def check_form(request: Request) -> None:
    """Checks every form a page sends: raises FormExpired unless the form carries the session's token."""
    if request.method in _SAFE:
        return
    given = request.headers.get(HEADER) or str((await form_of(request)).get(FIELD, ""))
    if not _same(request, given):
        raise FormExpired()
    request.state.form_counts = True


async def unconfirmed(request: Request) -> Unconfirmed | None:
    """
    What a form that asks before it does something for good is answered with until it was agreed to; None where nothing is
    asked. Who runs the command raises it where nothing else speaks against it: nobody agrees to what is refused then.
    """
    asks = request.method == "POST" and ASK in (form := await form_of(request)) and SURE not in form
    return Unconfirmed() if asks else None


async def check_script(request: Request) -> None:
    """Checks every call of the JSON API made with the session's cookie; a bearer token needs none."""
    bearer = request.headers.get("authorization", "").lower().startswith("bearer ")
    if request.method in _SAFE or bearer or presence(request) is None:
        return
    if not _same(request, request.headers.get(HEADER, "")):
        raise FormExpired()


def _same(request: Request, given: str) -> bool:
    found = presence(request)
    kept = found.form_token if found else request.session.get("csrf")
    return bool(kept) and hmac.compare_digest(str(kept).encode(), given.encode())
