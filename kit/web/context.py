"""What every template may use, beside its own view model."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup
from starlette.requests import Request
from uuid_utils import uuid7

from kit.language import gettext
from kit.service import Service
from kit.web import csrf
from kit.web.language import language_of
from kit.web.links import here, link
from kit.web.navigation import navigation
from kit.web.refused_form import PAGE_FIELD, Refused, field_of
from kit.web.session import signed_in, take_notice
from kit.web.site import is_development, site

_FIELD = Markup('<input type="hidden" name="{}" value="{}">')


def context_of(request: Request) -> dict[str, Any]:
    """
    `request service site me language nonce development notice warning navigation`, and the functions
    `_(…) link(path, service) in_language(language) static(name) csrf_field(version) sent(name, default)
    sent_all(name, default) error(name)`.
    """
    service: Service = request.app.state.service
    shown = _Form(request, getattr(request.state, "refused", None))
    me = signed_in(request)
    return {
        "request": request,
        "service": service,
        "site": site(),
        "me": me,
        "language": language_of(request),
        "nonce": getattr(request.state, "nonce", ""),
        "development": is_development(service.settings),
        "notice": take_notice(request) if "session" in request.scope else None,
        "warning": take_notice(request, "warning") if "session" in request.scope else None,
        "navigation": navigation(service, me),
        "link": lambda path="/", service=None: link(request, path, service),
        "here": here(request),
        "in_language": lambda language: link(request, _with_language(here(request), language)),
        "static": lambda name: request.app.state.static.address(request, name),
        "csrf_field": shown.hidden,
        "sent": shown.sent,
        "sent_all": shown.sent_all,
        "error": shown.error,
        "errors": shown.errors(),
    }


def _with_language(address: str, language: str) -> str:
    path, _, query = address.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', language)])}"


class _Form:
    """What a page's forms know: the token, and when they were refused, what was written and what was wrong."""

    def __init__(self, request: Request, refused: Refused | None) -> None:
        self._request = request
        self._refused = refused
        self._language = language_of(request)

    def hidden(self, version: int | None = None) -> Markup:
        """The fields every form carries: token, the command's key, the page it is on, the version it changes."""
        fields = {csrf.FIELD: csrf.token(self._request), "_key": str(uuid7()), PAGE_FIELD: here(self._request)}
        if version is not None:
            fields["_version"] = str(version)
        return Markup("").join(_FIELD.format(name, value) for name, value in fields.items())

    def sent(self, name: str, default: Any = "") -> Any:
        """What was written in a field of the refused form; `default` when the page is first shown."""
        return default if self._refused is None else self._refused.written.get(name, [""])[0]

    def sent_all(self, name: str, default: Any = ()) -> Any:
        """All values of a field that may have several (checkboxes)."""
        return list(default) if self._refused is None else self._refused.written.get(name, [])

    def error(self, name: str) -> dict[str, str] | None:
        """What is wrong with a field, as the macros' `errorMessage`."""
        for part in self._refused.parts if self._refused else ():
            if field_of(part) == name:
                return {"text": part.say(self._language), "visuallyHiddenText": gettext("Lỗi")}
        return None

    def errors(self) -> list[dict[str, str]]:
        """All that is wrong, as the error summary's list."""
        lines = []
        for part in self._refused.parts if self._refused else ():
            name = field_of(part)
            lines.append({"text": part.say(self._language)} | ({"href": f"#{name}"} if name else {}))
        return lines
