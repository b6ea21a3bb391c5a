"""Signing in on a laptop: nobody gets a token who was not given one."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import re
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from estate.people import CLIENT, service_secrets
from estate.processes.children import free_port
from estate.servers.identity.provider import Provider, Seen
from kit.refusal import Refusal
from kit.settings import development_settings
from kit.web.tokens import Issuer

GUIDE = Path(__file__).parents[2] / "docs" / "integrate.md"
CALLBACK = "http://127.0.0.1:8080/registry/sign-in/callback"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return Seen(tmp_path_factory.mktemp("identity"), free_port(), [CALLBACK], ["http://127.0.0.1:8080"])


@pytest.fixture(scope="module")
def provider(seen: Seen) -> Iterator[httpx.Client]:
    running = Provider(seen)
    running.start()
    with httpx.Client(base_url=seen.issuer) as client:
        yield client
    running.stop()


VERIFIER = secrets.token_urlsafe(48)


def request(**changed: str) -> dict[str, str]:
    digest = hashlib.sha256(VERIFIER.encode()).digest()
    asked = {
        "client_id": CLIENT,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": "openid profile email",
        "state": "s",
        "nonce": "n",
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return {name: value for name, value in (asked | changed).items() if value}


def code(provider: httpx.Client, who: str = "commune.officer") -> str:
    answer = provider.post("/oauth2/authorize", params=request(), data={"sub": who})
    return httpx.URL(answer.headers["location"]).params["code"]


def redeem(provider: httpx.Client, seen: Seen, code: str, **changed: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
    return provider.post("/oauth2/token", data=form | changed, auth=(CLIENT, service_secrets(seen.home)[CLIENT]))


def credentials(provider: httpx.Client, secret: str) -> dict[str, Any]:
    form = {"grant_type": "client_credentials"}
    return dict(provider.post("/oauth2/token", data=form, auth=("publisher.market", secret)).json())


async def principal(seen: Seen, token: str) -> Any:
    return await Issuer(development_settings(oidc_issuer=seen.issuer)).principal(token)


class TestSigningIn:
    async def test_gives_a_token_with_name_and_offices(self, provider: httpx.Client, seen: Seen) -> None:
        token = redeem(provider, seen, code(provider)).json()["access_token"]
        who = await principal(seen, token)
        assert (who.id, who.name, who.kind) == ("commune.officer", "Trần Văn Minh", "person")
        assert who.holds("commune-officer", "33/11977")

    async def test_gives_an_id_token_that_is_no_access_token(self, provider: httpx.Client, seen: Seen) -> None:
        with pytest.raises(Refusal) as refused:
            await principal(seen, redeem(provider, seen, code(provider)).json()["id_token"])
        assert "it is an ID token" in refused.value.say("en")

    def test_redeems_a_code_once(self, provider: httpx.Client, seen: Seen) -> None:
        given = code(provider)
        assert redeem(provider, seen, given).status_code == 200
        assert redeem(provider, seen, given).status_code == 400

    def test_is_refused_with_another_verifier(self, provider: httpx.Client, seen: Seen) -> None:
        assert redeem(provider, seen, code(provider), code_verifier="guessed").json()["error"] == "invalid_grant"

    def test_is_refused_without_a_challenge(self, provider: httpx.Client) -> None:
        assert provider.get("/oauth2/authorize", params=request(code_challenge="")).status_code == 400

    def test_sends_codes_to_registered_addresses_only(self, provider: httpx.Client) -> None:
        elsewhere = request(redirect_uri="http://127.0.0.1:9999/steal")
        answer = provider.post("/oauth2/authorize", params=elsewhere, data={"sub": "administrator"})
        assert answer.status_code == 400
        assert "location" not in answer.headers

    def test_shows_every_person_in_both_languages(self, provider: httpx.Client) -> None:
        shown = provider.get("/oauth2/authorize", params=request()).text
        assert "Cán bộ xã Tân Hưng" in shown
        assert "Officer of Tân Hưng commune" in shown


class TestAServiceAccount:
    async def test_comes_in_by_its_secret(self, provider: httpx.Client, seen: Seen) -> None:
        who = await principal(
            seen, credentials(provider, service_secrets(seen.home)["publisher.market"])["access_token"]
        )
        assert (who.kind, who.holds("publisher", "market")) == ("service", True)

    def test_reads_in_the_metadata_that_it_may(self, provider: httpx.Client) -> None:
        said = provider.get("/.well-known/openid-configuration").json()
        assert "client_credentials" in said["grant_types_supported"]

    async def test_gets_its_token_by_the_guide_word_for_word(
        self, provider: httpx.Client, seen: Seen, tmp_path: Path
    ) -> None:
        (block,) = re.findall(r"<!-- token -->\n```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
        (tmp_path / ".ocop").mkdir()
        (tmp_path / ".ocop" / "service-accounts.json").write_text(json.dumps(service_secrets(seen.home)))
        command, known = f'{block}\nprintf %s "$OCOP_TOKEN"', {**os.environ, "OCOP_ISSUER": seen.issuer}
        announced = await asyncio.to_thread(
            subprocess.run, ["bash", "-e", "-c", command], cwd=tmp_path, env=known, capture_output=True, text=True
        )
        who = await principal(seen, announced.stdout)
        assert who.id == "publisher.market"

    def test_is_refused_with_a_wrong_secret(self, provider: httpx.Client) -> None:
        assert credentials(provider, "guessed") == {"error": "invalid_client"}


class TestTheMocksOwnEndpoints:
    @pytest.mark.parametrize(("method", "path"), [("PUT", "/users/administrator"), ("POST", "/oauth2/clients")])
    def test_are_closed(self, provider: httpx.Client, method: str, path: str) -> None:
        assert provider.request(method, path, json={}).status_code == 404


class TestTheKey:
    def test_survives_a_restart(self, seen: Seen, provider: httpx.Client) -> None:
        from estate.servers.identity.keys import signing_key

        assert signing_key(seen.home).thumbprint() == signing_key(seen.home).thumbprint()
        assert (Path(seen.home) / "identity.pem").stat().st_mode & 0o077 == 0
