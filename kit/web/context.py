"""What every template may use, beside its own view model."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from kit.service import Service
from kit.web import csrf
from kit.web.filling import Forms
from kit.web.language import language_of
from kit.web.links import here, link
from kit.web.navigation import navigation
from kit.web.session import left, presence, signed_in, take_notice
from kit.web.site import is_development, site


def context_of(request: Request) -> dict[str, Any]:
    """
    `request service site me language nonce development notice warning navigation`, and the functions
    `_(…) link(path, service) in_language(language) static(name) csrf_field(version) sent(name, default)
    sent_all(name, default) error(name)`; `forms` opens and closes each form.
    """
    service: Service = request.app.state.service
    forms = Forms(request, getattr(request.state, "refused", None))
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
        "in_language": lambda language: link(request, with_language(here(request), language)),
        "static": lambda name: request.app.state.static.address(request, name),
        "csrf_field": forms.hidden,
        "forms": forms,
        "sent": forms.sent,
        "sent_all": forms.sent_all,
        "error": forms.error,
        "errors": forms.errors(),
        "session_left": left(request),
        "form_token": csrf.token(request) if me else None,
        "device_key": request.app.state.sessions.keys.device(me.id) if me and presence(request) else None,
    }


def with_language(address: str, language: str) -> str:
    """The same address, asking for a language."""
    path, _, query = address.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', language)])}"
