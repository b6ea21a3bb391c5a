"""Who is signed in at this request, the cookies that say so, and a notice to show once."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

from kit.identity import Principal
from kit.secret import secret
from kit.service import Service
from kit.sessions.sealing import Keys
from kit.sessions.session import Limits, Session
from kit.sessions.store import SEEN_EVERY, Sessions
from kit.settings import ServiceSettings
from kit.web.site import is_secure

VISIT_SECONDS = 3600
"""How long somebody may take to sign in, or a form of the public's may lie open."""


def sessions_of(service: Service) -> Sessions:
    """A service's sessions."""
    return Sessions(service.work, Keys(secret(service.settings), service.name), Limits.of(service.settings))


def session_cookie(service: Service) -> str:
    """The name of the cookie that carries the session's id. Every service has its own: they share one host."""
    return _named(service.settings, "session", service.name, service.settings.suffix())


def visit_cookie(service: Service) -> str:
    """The name of the signed cookie of somebody not, or not yet, signed in: a sign-in begun, a form token, a notice."""
    return _named(service.settings, "visit", service.name, service.settings.suffix())


def known_cookie(settings: ServiceSettings) -> str:
    """The name of the cookie, shared by the services, that says only that this browser has signed in at one of them."""
    return _named(settings, "signed_in")


def _named(settings: ServiceSettings, *parts: str) -> str:
    # RFC 6265bis 4.1.3.2: browsers take `__Host-` only over TLS, for this host alone, and for the path `/`.
    return ("__Host-" if is_secure(settings) else "") + "_".join(filter(None, ("ocop", *parts)))


def hand_over(answer: Response, service: Service, cookie: str) -> None:
    """This browser carries the session from now on."""
    settings = service.settings
    longest = settings.session_hours * 3600
    for name, value in ((session_cookie(service), cookie), (known_cookie(settings), "1")):
        answer.set_cookie(name, value, longest, path="/", secure=is_secure(settings), httponly=True, samesite="lax")


def take_back(answer: Response, service: Service) -> None:
    """This browser carries no session any more."""
    for name in (session_cookie(service), known_cookie(service.settings)):
        answer.delete_cookie(name, path="/", secure=is_secure(service.settings), httponly=True, samesite="lax")


@dataclass(frozen=True)
class Presence:
    """The session of a request, and the token its forms carry."""

    session: Session
    form_token: str


def presence(connection: HTTPConnection) -> Presence | None:
    """The session this request came with, read once (`kit.web.session_middleware`)."""
    found: Presence | None = connection.scope.get("state", {}).get("presence")
    return found


def signed_in(connection: HTTPConnection) -> Principal | None:
    """The person this session belongs to."""
    found = presence(connection)
    return found.session.who if found else None


def left(connection: HTTPConnection) -> dict[str, int] | None:
    """Seconds until the session ends without work (`idle`) and at the longest (`longest`); None without a session."""
    found = presence(connection)
    if found is None:
        return None
    sessions: Sessions = connection.app.state.sessions
    now, limits = sessions.work.clock.now(), sessions.limits
    longest = int((found.session.started_at + limits.longest - now).total_seconds())
    idle = int((limits.idle - SEEN_EVERY).total_seconds())  # the last work is noted to the minute
    return {"idle": min(idle, longest), "longest": longest}


def leave_notice(connection: HTTPConnection, text: str) -> None:
    """A notice for the next page."""
    connection.session["notice"] = text


def leave_for_next_page(connection: HTTPConnection, kind: str, text: str) -> None:
    """What the next page takes and no address is to carry, such as an answer number: `take_notice(request, kind)`."""
    connection.session[kind] = text


def leave_warning(connection: HTTPConnection, text: str) -> None:
    """Something the person has to see to, for the next page."""
    connection.session["warning"] = text


def take_notice(connection: HTTPConnection, kind: str = "notice") -> str | None:
    """The notice (or `warning`) left for this page: for one request, however many parts of its page are made."""
    taken: dict[str, str | None] = connection.scope.setdefault("state", {}).setdefault("notices", {})
    if kind not in taken:
        taken[kind] = connection.session.pop(kind, None)
    return taken[kind]
