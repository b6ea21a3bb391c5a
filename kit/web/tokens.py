"""The identity provider's word: its metadata, its keys, and the tokens they sign."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from kit.identity import Principal
from kit.settings import ServiceSettings
from kit.telemetry.logs import log
from kit.web import logout_tokens, token_faults
from kit.web.claims import principal_of
from kit.web.key_set import readable
from kit.web.oauth import trusted
from kit.web.refusals import ProviderAway, TokenRefused

_log = log(__name__)
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Asymmetric only: with a shared secret a reader of tokens could also write them."""
_KEEP_SECONDS = 3600
AGAIN_SECONDS = 10
"""How long after keys were read they are not read again for a key that is not among them."""
_AWAY_SECONDS = 2
"""A provider that did not answer is not asked again for so long."""
_LEEWAY_SECONDS = 30
_ACCESS: Mapping[str, Any] = {"sub": {"essential": True}}


@dataclass
class Issuer:
    """One OIDC provider, its metadata and keys kept for an hour and fetched again when a new key appears."""

    settings: ServiceSettings
    _metadata: dict[str, Any] = field(default_factory=dict)
    _keys: KeySet | None = None
    _fetched: float = 0.0
    _away_until: float = 0.0
    _fetching: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def metadata(self) -> dict[str, Any]:
        """The provider's discovery document. Raises ProviderAway."""
        if not self._metadata:
            base = (self.settings.oidc_internal_url or self.settings.oidc_issuer).rstrip("/")
            self._metadata = await self.fetch(f"{base}/.well-known/openid-configuration")
        return self._metadata

    async def principal(self, token: str) -> Principal:
        """Who a bearer token speaks for. Raises TokenRefused, also for a sound token of another kind; ProviderAway."""
        decoded = await self._decoded(token, self.settings.oidc_audience, _ACCESS)
        # Where the client's id is the audience too, an ID token would pass for what it is not.
        if other := token_faults.other_than_access(decoded.header, decoded.claims):
            raise TokenRefused(why=other)
        return principal_of(dict(decoded.claims))

    async def claims(self, token: str, audience: str, nonce: str | None = None) -> dict[str, Any]:
        """The claims of a token signed by this provider, for this audience, still valid. Raises TokenRefused."""
        rules = _ACCESS if nonce is None else {**_ACCESS, "nonce": {"essential": True, "value": nonce}}
        return dict((await self._decoded(token, audience, rules)).claims)

    async def logout(self, token: str) -> logout_tokens.Logout:
        """Whom a logout token sends away (OpenID Connect Back-Channel Logout 1.0, 2.6). Raises TokenRefused."""
        decoded = await self._decoded(token, self.settings.oidc_client_id, logout_tokens.RULES)
        return logout_tokens.read(decoded.header, decoded.claims)

    async def _decoded(self, token: str, audience: str, more: Mapping[str, Any]) -> jwt.Token:
        try:
            decoded = jwt.decode(token, await self._keys_for(token), algorithms=ALGORITHMS)
            rules: dict[str, Any] = {
                "iss": {"essential": True, "value": self.settings.oidc_issuer.rstrip("/")},
                "aud": {"essential": True, "value": audience},
                "exp": {"essential": True},
                **more,
            }
            claims = decoded.claims
            claims["iss"] = str(claims.get("iss", "")).rstrip("/")
            jwt.JWTClaimsRegistry(leeway=_LEEWAY_SECONDS, **rules).validate(claims)
        except (JoseError, ValueError, TypeError, KeyError) as refused:
            raise TokenRefused(why=token_faults.why(refused)) from refused
        return decoded

    async def _keys_for(self, token: str) -> KeySet:
        if (kept := self._usable(token)) is None:
            async with self._fetching:  # however many strangers come with tokens of unknown keys: one asks the provider
                if (kept := self._usable(token)) is None:
                    kept = self.trust(await self._fetch())
        return kept

    def trust(self, keys: KeySet) -> KeySet:
        """Takes keys as the provider's own for an hour: those it answered with, or those given by who stands in for it."""
        self._keys, self._fetched = keys, time.monotonic()
        return keys

    def _usable(self, token: str) -> KeySet | None:
        if self._keys is None:
            return None
        age = time.monotonic() - self._fetched
        stale = age > _KEEP_SECONDS or (age > AGAIN_SECONDS and not self._knows(token))
        return None if stale else self._keys

    async def _fetch(self) -> KeySet:
        if time.monotonic() < self._away_until:
            raise ProviderAway()
        try:
            return readable(await self.fetch((await self.metadata())["jwks_uri"]))
        except ProviderAway:
            self._away_until = time.monotonic() + _AWAY_SECONDS
            raise

    def _knows(self, token: str) -> bool:
        kid = extract_compact(token.encode()).headers().get("kid")
        return self._keys is not None and (kid is None or any(key.kid == kid for key in self._keys.keys))

    async def fetch(self, url: str) -> dict[str, Any]:
        """A JSON document of the provider; raises ProviderAway."""
        try:
            tls = trusted(self.settings.oidc_ca_file)
            async with httpx.AsyncClient(timeout=5, follow_redirects=False, verify=tls) as client:
                answer = await client.get(url)
                answer.raise_for_status()
                return dict(answer.json())
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fault:
            _log.warning("identity provider does not answer", url=url, fault=repr(fault))
            raise ProviderAway() from fault
