"""Which language a request is answered in: chosen from its address, its cookie and its headers."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.language import LANGUAGES, Catalogue, everything, speaking
from kit.refusal import Language
from kit.web.catalogue import english

COOKIE = "ocop_language"
YEAR = 365 * 24 * 3600

everything.add(english(Path(__file__).parent / "locale" / "en.po"))


def language_of(connection: HTTPConnection) -> Language:
    """The language a request is answered in."""
    return cast(Language, connection.scope.get("state", {}).get("language", "vi"))


class Speak:
    """Chooses the language: `?lang=` (kept in a cookie), the cookie, `Accept-Language`, Vietnamese."""

    def __init__(self, app: ASGIApp, catalogue: Catalogue, *, path: str, secure: bool) -> None:
        self.app = app
        self.catalogue = catalogue
        self.cookie = f"Path={path}; Max-Age={YEAR}; SameSite=Lax" + ("; Secure" if secure else "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the request in its language."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = _known(HTTPConnection(scope).query_params.get("lang"))
        headers = Headers(scope=scope)
        chosen = asked or _known(cookie_parser(headers.get("cookie", "")).get(COOKIE)) or preferred(headers)
        scope.setdefault("state", {})["language"] = chosen

        async def spoken(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.setdefault("Content-Language", chosen)
                answer.add_vary_header("Accept-Language")
                if asked:
                    answer.append("Set-Cookie", f"{COOKIE}={asked}; {self.cookie}")
            await send(message)

        with speaking(chosen, self.catalogue):
            await self.app(scope, receive, spoken)


def preferred(headers: Headers) -> Language:
    """The best of our languages by `Accept-Language`; Vietnamese when it names neither."""
    best: tuple[float, Language] = (0.0, "vi")
    for part in headers.get("accept-language", "").split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        language = _known(tag.split("-")[0].lower())
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if language and weight > best[0]:
            best = (weight, language)
    return best[1]


def _known(text: str | None) -> Language | None:
    return text if text in LANGUAGES else None
