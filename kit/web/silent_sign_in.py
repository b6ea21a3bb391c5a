"""Silent sign-in (`prompt=none`): whoever signed in at one service is known at the next; the provider is asked once."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from kit.web.links import here, sign_in_address

ASKED = "asked"
"""Set in the visit before the provider is asked: whatever comes of it, a page is never sent there twice."""


def silent_address(connection: HTTPConnection) -> str | None:
    """Where a page is sent to find out (OpenID Connect Core 1.0, 3.1.2.1: `prompt=none`); None when it was sent before."""
    if ASKED in connection.session:
        return None
    connection.session[ASKED] = True
    return sign_in_address(connection, here(connection)) + "&silent=1"
