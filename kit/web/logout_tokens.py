"""Logout tokens: what the provider sends a service to end sessions (OpenID Connect Back-Channel Logout 1.0, 2.4 to 2.6)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.web import token_faults
from kit.web.refusals import TokenRefused

EVENT = "http://schemas.openid.net/event/backchannel-logout"
RULES: Mapping[str, Any] = {"iat": {"essential": True}, "jti": {"essential": True}}
"""Beside issuer, audience and expiry, which every token of the provider has."""

LONGEST = 8_000
"""Characters; a logout token names a session and holds nothing more."""
_OLDEST_SECONDS = 600


@dataclass(frozen=True)
class Logout:
    """Whom a logout token sends away: a session of the provider, a person, or that person's one session."""

    id: str
    sid: str | None
    person_id: str | None


def read(header: Mapping[str, Any], claims: Mapping[str, Any]) -> Logout:
    """What a token says whose signature, issuer, audience and expiry are right. Raises TokenRefused."""
    kind = str(header.get("typ", "")).lower().removeprefix("application/")
    if kind not in ("", "jwt", "logout+jwt"):
        raise TokenRefused(why=token_faults.NO_LOGOUT)
    events = claims.get("events")
    if not (isinstance(events, dict) and isinstance(events.get(EVENT), dict)):
        raise TokenRefused(why=token_faults.NO_LOGOUT)
    if "nonce" in claims:  # an ID token could otherwise be made to pass for one
        raise TokenRefused(why=token_faults.ID_TOKEN)
    if claims["iat"] < time.time() - _OLDEST_SECONDS:
        raise TokenRefused(why=token_faults.TOO_OLD)
    id, sid, person_id = (claims.get(name) for name in ("jti", "sid", "sub"))
    if not (_text(id) and (_text(sid) or _text(person_id))) or not all(_text(x) or x is None for x in (sid, person_id)):
        raise TokenRefused(why=token_faults.NOBODY)
    return Logout(str(id), sid, person_id)


def _text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 255
