"""Vietnamese first, English complete: which language a request is answered in, and the texts in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.refusal import Language
from kit.web.catalogue import Catalogue

COOKIE = "ocop_language"
LANGUAGES: tuple[Language, ...] = ("vi", "en")
YEAR = 365 * 24 * 3600

everything = Catalogue([Path(__file__).parent / "locale" / "en.po"])
"""All packages' English, for texts made outside any request; services add theirs as they start."""

_language: ContextVar[Language] = ContextVar("language", default="vi")
_catalogue: ContextVar[Catalogue] = ContextVar("catalogue", default=everything)


def gettext(msgid: str, /, **fields: object) -> str:
    """
    The text in the present language; the msgid is the Vietnamese one.

    With fields it is a `str.format` template: `_("Đã nộp hồ sơ {number}", number=…)`.
    """
    text = msgid if _language.get() == "vi" else _catalogue.get().translate(msgid)
    return text.format(**fields) if fields else text


def mark(msgid: str) -> str:
    """This will mark a text for translation where it is written and leave it as it is: `gettext` it when shown."""
    return msgid


def current_language() -> Language:
    """The language texts are made in at this moment."""
    return _language.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """This will make the texts inside in one language: for a mail to somebody, for the English half of a problem."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


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
        """This will run the request in its language."""
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

        before, texts = _language.set(chosen), _catalogue.set(self.catalogue)
        try:
            await self.app(scope, receive, spoken)
        finally:
            _language.reset(before)
            _catalogue.reset(texts)


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
