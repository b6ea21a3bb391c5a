"""Addresses inside the site: always with the service's prefix, never to another site."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection

from kit.service import Service
from kit.web.site import base_path


def service_prefix(service: Service, name: str | None = None) -> str:
    """The path at which a service (this one unless named) is published."""
    return f"{base_path(service.settings)}/{name or service.name}"


def link(request: HTTPConnection, path: str = "/", service: str | None = None) -> str:
    """The address of a path of this service, or of another one: `link(request, "/dossiers/1")`."""
    ours: Service = request.app.state.service
    return service_prefix(ours, service) + _safe(path)


def sign_in_address(request: HTTPConnection, after: str) -> str:
    """Where to sign in, coming back to `after` (a path of this service)."""
    return link(request, "/sign-in") + f"?next={quote(after, safe='/')}"


def absolute(service: Service, path: str, name: str | None = None) -> str:
    """The address with scheme and host, as a mail or a machine needs it."""
    parts = urlsplit(service.settings.public_url)
    return f"{parts.scheme}://{parts.netloc}{service_prefix(service, name)}{_safe(path)}"


def origin(url: str) -> str:
    """Scheme and host of an address, as browsers compare them; empty for none."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def here(request: HTTPConnection) -> str:
    """The path and query of this request inside its service."""
    path: str = request.scope["path"]
    inside = path.removeprefix(request.scope.get("root_path", "")) or "/"
    query = request.scope.get("query_string", b"").decode("ascii", "replace")
    return quote(inside, safe="/:@!$&'()*+,;=~") + (f"?{query}" if query else "")


def is_local(path: str) -> bool:
    """Whether this is a path of ours: browsers read `//x`, `/\\x` and control characters as another site's."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path


def _safe(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~?#%") if is_local(path) else "/"
