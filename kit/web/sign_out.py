"""Signing out: here, everywhere, and when the provider says so."""

from __future__ import annotations

import asyncio
import hashlib

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kit.service import Service
from kit.sessions.session import Session
from kit.sessions.store import Sessions
from kit.telemetry.logs import log
from kit.web import csrf, token_faults
from kit.web.dependencies import Me
from kit.web.fields import form_of
from kit.web.links import absolute
from kit.web.logout_tokens import LONGEST
from kit.web.pages import page
from kit.web.provider import Provider
from kit.web.refusals import ProviderAway, TokenRefused
from kit.web.session import presence, take_back

_log = log(__name__)
router = APIRouter(include_in_schema=False)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """The session ends here, then at the provider, which notifies the other services."""
    found = presence(request)
    if found:
        await csrf.check_form(request)
        sessions: Sessions = request.app.state.sessions
        await sessions.end(found.session)
    return await _farewell(request)


@router.get("/sessions")
async def show_sessions(request: Request, me: Me) -> Response:
    """Where the person is signed in at this service, and the way to end it all."""
    sessions: Sessions = request.app.state.sessions
    found = presence(request)
    here = found.session.id if found else ""
    rows = [
        {
            "started_at": one.started_at,
            "seen_at": one.seen_at,
            "ends_at": sessions.limits.ends_at(one),
            "here": one.id == here,
        }
        for one in await sessions.of(me.id)
    ]
    return page(request, "kit/sessions.html", {"rows": rows})


@router.post("/sign-out/everywhere")
async def sign_out_everywhere(request: Request) -> Response:
    """Every session of the person ends in this service, and at the provider those that began them."""
    found = presence(request)
    if found:
        await csrf.check_form(request)
        sessions, provider = request.app.state.sessions, request.app.state.provider
        await end_everywhere(found.session.who.id, sessions, provider, here=found.session)
    return await _farewell(request)


@router.post("/sign-in/backchannel-logout")
async def logout_by_provider(request: Request) -> Response:
    """The provider's own word that a session ended (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8): 200 or 400."""
    sessions: Sessions = request.app.state.sessions
    provider: Provider = request.app.state.provider
    token = str((await form_of(request)).get("logout_token", ""))
    try:
        if not 0 < len(token) <= LONGEST:
            raise TokenRefused(why=token_faults.NO_LOGOUT)
        logout = await provider.issuer.logout(token)
        used = hashlib.sha256(logout.id.encode()).hexdigest()
        if not await sessions.end_by_provider(used, logout.sid, logout.person_id):
            raise TokenRefused(why=token_faults.USED)
    except TokenRefused as refused:
        _log.warning("logout token refused", why=refused.say("en"))
        return _said({"error": "invalid_request", "error_description": refused.say("en")}, 400)
    except ProviderAway as away:  # its keys could not be had: it may try again
        return _said({"error": "temporarily_unavailable", "error_description": away.say("en")}, 503)
    return _said({}, 200)


async def end_everywhere(person_id: str, sessions: Sessions, provider: Provider, *, here: Session | None = None) -> int:
    """
    Ends all sessions of a person in this service, and the provider's sessions behind them; answers how many ended.

    `here`: the session whose browser goes on to the provider itself. The provider notifies the other services; where it
    cannot be asked, theirs end by the same command there.
    """
    held = await sessions.of(person_id)
    ended = await sessions.end_all_of(person_id)
    opened = {one.sid or one.id: sessions.keys.open(one.tokens) for one in held}
    if here:
        opened.pop(here.sid or here.id, None)
    await asyncio.gather(*(provider.end(tokens) for tokens in opened.values() if tokens))
    return ended


async def _farewell(request: Request) -> Response:
    service: Service = request.app.state.service
    provider: Provider = request.app.state.provider
    found = presence(request)
    tokens = request.app.state.sessions.keys.open(found.session.tokens) if found else None
    front = absolute(service, "/")
    address = await provider.goodbye_address(tokens, front) if found else None
    request.session.clear()
    answer = RedirectResponse(address or front, status_code=303)
    take_back(answer, service)
    return answer


def _said(body: dict[str, str], status: int) -> Response:
    return JSONResponse(body, status_code=status, headers={"Cache-Control": "no-store"})
