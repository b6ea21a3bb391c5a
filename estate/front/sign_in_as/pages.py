"""The button that signs in: the provider's session of this browser becomes the person's, and a service asks for it silently."""

from __future__ import annotations

import asyncio
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from estate.front.sign_in_as.refusals import PersonUnknown
from estate.front.sign_in_as.trying import leads
from estate.servers.identity.sign_ons import COOKIE, SignOns
from kit.web.dependencies import Here
from kit.web.links import link

router = APIRouter()
_SESSIONS = "ocop_session_"
"""How the services' cookies on this host begin (`kit.web.session`)."""


@router.post("/as")
async def sign_in(
    request: Request,
    front: Here,
    person: Annotated[str, Form(max_length=100)],
    to: Annotated[str, Form(max_length=100)],
) -> Response:
    """Signs in as a seeded person and goes to what they can try. Raises PersonUnknown."""
    if (person, to) not in leads():
        raise PersonUnknown(given=person[:40])
    sign_ons: SignOns = front.resources["sign_ons"]
    sid = request.cookies.get(COOKIE)
    before = sign_ons.person(sid)
    if sid and before and before != person:
        await asyncio.to_thread(sign_ons.end, sid, before)  # the services are told, as when somebody signs out
    service, _, path = to.partition(":")
    address = f"{link(request, '/sign-in', service)}?next={quote(path, safe='/')}&silent=1"
    answer = RedirectResponse(address, status_code=303)
    for name in request.cookies:
        if name.startswith(_SESSIONS):
            answer.delete_cookie(name, path="/")
    # Cookies know no ports: the provider on its own port of this host finds the session it keeps in this process.
    answer.set_cookie(COOKIE, sign_ons.sign_on(person, sid), httponly=True, samesite="lax")
    return answer
