"""What a service asks of the identity provider for people: where to sign in, tokens for a code, their rights now, and the end."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx

from kit.service import Service
from kit.sessions.session import Tokens
from kit.telemetry.logs import log
from kit.web.links import absolute
from kit.web.oauth import AsyncOAuth2Client, AuthlibBaseError, trusted
from kit.web.refusals import ProviderAway, SignInFailed
from kit.web.tokens import Issuer

_log = log(__name__)
SCOPE = "openid profile email"
CALLBACK = "/sign-in/callback"
_PATIENCE_SECONDS = 5
_REFUSED = {400, 401, 403}


class PersonGoneError(Exception):
    """The provider no longer knows the session or the person, or no longer lets them in."""


@dataclass
class Provider:
    """The provider, as this service's client knows it."""

    service: Service
    issuer: Issuer

    async def sign_in_address(self, state: str, nonce: str, verifier: str, *, silent: bool) -> str:
        """Where the person goes; `silent`: the provider shows nothing and answers at once. Raises ProviderAway."""
        endpoint = (await self.issuer.metadata())["authorization_endpoint"]
        more = {"prompt": "none"} if silent else {}
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                endpoint, state=state, nonce=nonce, code_verifier=verifier, **more
            )
        return str(address)

    async def exchange(self, code: str, verifier: str) -> Tokens:
        """The tokens for a code. Raises SignInFailed, ProviderAway."""
        endpoint = (await self.issuer.metadata())["token_endpoint"]
        try:
            async with self._client() as client:
                given = dict(await client.fetch_token(endpoint, code=code, code_verifier=verifier))
        except AuthlibBaseError as refused:
            raise SignInFailed(why=("mã đăng nhập không được chấp nhận", "the code was not accepted")) from refused
        except (httpx.HTTPError, ValueError) as fault:
            raise ProviderAway() from fault
        return _tokens(given, Tokens(id_token="", access_token=""))

    async def ask_again(self, person_id: str, tokens: Tokens) -> tuple[dict[str, Any], Tokens]:
        """
        What the provider says of a person now: (claims, the tokens to ask with next time).

        With a refresh token, where the provider gave one; then from the user info endpoint (OpenID Connect Core 1.0, 12
        and 5.3), which answers of today, where an old ID token would not. Raises PersonGoneError, ProviderAway.
        """
        metadata = await self.issuer.metadata()
        if tokens.refresh_token:
            tokens = await self._refreshed(metadata, tokens)
        try:
            async with httpx.AsyncClient(
                timeout=_PATIENCE_SECONDS, follow_redirects=False, verify=self._trusted
            ) as client:
                bearer = {"Authorization": f"Bearer {tokens.access_token}"}
                answer = await client.get(metadata["userinfo_endpoint"], headers=bearer)
                if answer.status_code in _REFUSED:
                    raise PersonGoneError()
                claims = dict(answer.raise_for_status().json())
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, KeyError) as fault:
            _log.warning("the identity provider does not say who somebody is", fault=repr(fault))
            raise ProviderAway() from fault
        if claims.get("sub") != person_id:  # 5.3.2: an answer about somebody else is not used
            raise PersonGoneError()
        return {**claims, "iss": self.issuer.settings.oidc_issuer}, tokens

    async def goodbye_address(self, tokens: Tokens | None, front: str) -> str | None:
        """Where the person ends the provider's session (RP-Initiated Logout 1.0); None where the provider has no such."""
        try:
            endpoint = (await self.issuer.metadata()).get("end_session_endpoint")
        except ProviderAway:
            return None
        if not endpoint:
            return None
        asked = {"client_id": self.service.settings.oidc_client_id, "post_logout_redirect_uri": front}
        if tokens and tokens.id_token:
            asked["id_token_hint"] = tokens.id_token
        return f"{endpoint}?{urlencode(asked)}"

    async def end(self, tokens: Tokens) -> bool:
        """
        Ends one of the provider's sessions without its browser, as well as the provider lets us.

        The ID token names the session; Keycloak wants the refresh token and the client's secret. False when it could
        not be asked; it is not known of every provider that it did what was asked.
        """
        settings = self.service.settings
        asked = {"client_id": settings.oidc_client_id, "id_token_hint": tokens.id_token}
        if tokens.refresh_token:
            asked["refresh_token"] = tokens.refresh_token
            if settings.oidc_client_secret:
                asked["client_secret"] = settings.oidc_client_secret.get_secret_value()
        try:
            endpoint = (await self.issuer.metadata())["end_session_endpoint"]
            async with httpx.AsyncClient(
                timeout=_PATIENCE_SECONDS, follow_redirects=False, verify=self._trusted
            ) as client:
                return (await client.post(endpoint, data=asked)).status_code < 400
        except (ProviderAway, KeyError, httpx.HTTPError, httpx.InvalidURL) as fault:
            _log.warning("a session at the identity provider was not ended", fault=type(fault).__name__)
            return False

    async def _refreshed(self, metadata: Mapping[str, Any], tokens: Tokens) -> Tokens:
        try:
            async with self._client() as client:
                given = dict(await client.refresh_token(metadata["token_endpoint"], refresh_token=tokens.refresh_token))
        except AuthlibBaseError as refused:
            if refused.error == "invalid_grant":
                raise PersonGoneError() from refused
            _log.error("the identity provider refuses this client", error=str(refused.error)[:100])
            raise ProviderAway() from refused
        except (httpx.HTTPError, ValueError) as fault:
            raise ProviderAway() from fault
        return _tokens(given, tokens)

    @property
    def _trusted(self) -> ssl.SSLContext:
        return trusted(self.service.settings.oidc_ca_file)

    def _client(self) -> Any:
        settings = self.service.settings
        hidden = settings.oidc_client_secret
        return AsyncOAuth2Client(
            client_id=settings.oidc_client_id,
            client_secret=hidden.get_secret_value() if hidden else None,
            token_endpoint_auth_method="client_secret_basic" if hidden else "none",
            redirect_uri=absolute(self.service, CALLBACK),
            scope=SCOPE,
            code_challenge_method="S256",
            timeout=_PATIENCE_SECONDS,
            verify=self._trusted,
        )


def _tokens(given: Mapping[str, Any], before: Tokens) -> Tokens:
    return Tokens(
        id_token=str(given.get("id_token") or before.id_token),
        access_token=str(given.get("access_token") or before.access_token),
        refresh_token=given.get("refresh_token") or before.refresh_token,
    )
