"""The provider's own sessions: who is signed on in which browser, the tokens that belong to it, and its end."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from estate.people import CLIENT
from estate.servers.identity.keys import ALGORITHM

COOKIE = "ocop_provider"
_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_LOGOUT_SECONDS = 120
_PATIENCE_SECONDS = 3


@dataclass
class SignOns:
    """Sessions of people at the provider (`sid`), in memory: after a restart everybody signs on anew."""

    issuer: str
    key: RSAKey
    logouts: Sequence[str]
    """Where services are told that a session ended."""
    _people: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _ended: set[str] = field(default_factory=set)

    def person(self, sid: str | None) -> str | None:
        """Who is signed on in a browser."""
        return self._people.get(sid or "")

    def begin(self, person: str, sid: str | None, code: str) -> str:
        """The session a code belongs to: the browser's own, or a new one when somebody else signs on in it."""
        sid = self.sign_on(person, sid)
        self._codes[code] = sid
        return sid

    def sign_on(self, person: str, sid: str | None) -> str:
        """The session of a person in a browser, before any code is asked for."""
        if sid is None or self.person(sid) != person:
            sid = secrets.token_urlsafe(16)
        self._people[sid] = person
        return sid

    def of_code(self, code: str) -> str:
        """The session of a code that is redeemed."""
        return self._codes.pop(code)

    def with_session(self, token: str, sid: str) -> str:
        """A token of ours that names the session too."""
        read = jwt.decode(token, self.key)
        return jwt.encode(read.header, {**read.claims, "sid": sid}, self.key)

    def claims(self, token: str) -> dict[str, Any] | None:
        """What a token of ours says, expired or not; None for any other, and for one whose session has ended."""
        try:
            claims = jwt.decode(token, self.key, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError):
            return None
        return None if claims.get("iss") != self.issuer or claims.get("sid") in self._ended else dict(claims)

    def end(self, sid: str, person: str) -> None:
        """The session is over, and every service is told (OpenID Connect Back-Channel Logout 1.0)."""
        self._ended.add(sid)
        self._people.pop(sid, None)
        with ThreadPoolExecutor(max_workers=4) as threads:
            list(threads.map(lambda address: _notify(address, self.logout_token(sid, person)), self.logouts))

    def logout_token(self, sid: str, person: str, **changed: object) -> str:
        """What a service is told with; `changed` is for those who test what it refuses."""
        now = int(time.time())
        said: Mapping[str, object] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + _LOGOUT_SECONDS,
            "jti": str(uuid4()),
            "sub": person,
            "sid": sid,
            "events": {_EVENT: {}},
            **changed,
        }
        return jwt.encode({"alg": ALGORITHM, "typ": "logout+jwt"}, dict(said), self.key)


def _notify(address: str, token: str) -> None:
    try:
        httpx.post(address, data={"logout_token": token}, timeout=_PATIENCE_SECONDS, trust_env=False)
    except httpx.HTTPError:  # a service that does not run has no sessions in anybody's hands
        return
