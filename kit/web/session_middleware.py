"""Middleware that finds the session of a request before any endpoint, prolongs it, and keeps its rights fresh."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kit.service import Service
from kit.sessions.session import Session
from kit.sessions.store import Sessions
from kit.telemetry.logs import log
from kit.web.claims import principal_of
from kit.web.links import here
from kit.web.problems import is_page
from kit.web.provider import PersonGoneError, Provider
from kit.web.refusals import ProviderAway, TokenRefused
from kit.web.session import Presence, known_cookie, session_cookie
from kit.web.silent_sign_in import silent_address

_log = log(__name__)
_NOBODYS = ("/livez", "/readyz", "/metrics", "/openapi.json", "/asyncapi.json", "/static/", "/sign-in")
"""Endpoints that treat everybody alike, but for `/sign-in` itself."""
_PAUSE = timedelta(minutes=1)
"""Between two questions to a provider that does not answer."""


class RequestSession:
    """One read of the database where a session's cookie comes along, none where none does."""

    def __init__(self, app: ASGIApp, *, service: Service) -> None:
        self.app = app
        self.service = service
        self.cookie = session_cookie(service)
        self.known = known_cookie(service.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The request goes on with `state["presence"]`, or to the provider when another service's session may carry over."""
        if scope["type"] == "http":
            connection = HTTPConnection(scope)
            cookie, inside = connection.cookies.get(self.cookie), here(connection).partition("?")[0]
            bearer = connection.headers.get("authorization", "").lower().startswith("bearer ")
            if not bearer and (inside == "/sign-in" or not inside.startswith(_NOBODYS)):
                if cookie:
                    scope.setdefault("state", {})["presence"] = await self._presence(scope, cookie)
                elif address := self._silently(connection, inside):
                    await RedirectResponse(address, status_code=303)(scope, receive, send)
                    return
        await self.app(scope, receive, send)

    def _silently(self, connection: HTTPConnection, inside: str) -> str | None:
        """Where a browser goes first that signed in at another service; a session that ended here is never begun so."""
        # A link may lead to a file at the API: whom a browser takes there by it (Fetch Metadata) is a person as well.
        person = is_page(Request(connection.scope)) or connection.headers.get("sec-fetch-mode") == "navigate"
        page = connection.scope["method"] == "GET" and inside != "/sign-in" and person
        return silent_address(connection) if page and self.known in connection.cookies else None

    async def _presence(self, scope: Scope, cookie: str) -> Presence | None:
        sessions: Sessions = scope["app"].state.sessions
        session = await sessions.find(cookie)
        if session is None:
            return None
        if await sessions.take_turn(session):
            # Shielded: a browser that hangs up must not lose the refresh token that replaces the last one.
            asked = self._asked(sessions, scope["app"].state.provider, session)
            session = await asyncio.shield(asyncio.ensure_future(asked))
            if session is None:
                return None
        await sessions.saw(session)
        return Presence(session, sessions.keys.form(cookie))

    async def _asked(self, sessions: Sessions, provider: Provider, session: Session) -> Session | None:
        """The session with the rights of today; None when the provider no longer lets the person in."""
        tokens = sessions.keys.open(session.tokens)
        try:
            if tokens is None:
                raise PersonGoneError()
            claims, tokens = await provider.ask_again(session.who.id, tokens)
            return await sessions.renew(session, principal_of(claims), tokens)
        except ProviderAway:
            await sessions.ask_again_in(session, _PAUSE)
            return session
        except (PersonGoneError, TokenRefused):
            await sessions.end(session)
            _log.info("session ended: the identity provider no longer lets the person in", person=session.who.id)
            return None
