"""Signing in at a real OIDC provider, and the tokens it signs."""

from __future__ import annotations

import html
import threading
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import flask
import httpx
import oidc_provider_mock
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.serving import make_server

from kit.clock import FixedClock
from kit.identity import Principal
from kit.service import Service
from kit.sessions.store import Sessions
from kit.settings import development_settings
from kit.web.app import app_of
from kit.web.provider import Provider
from kit.web.session import session_cookie
from kit.web.tokens import Issuer
from tests.kit.web.web_sample.client import PUBLIC, Browser, hidden_fields
from tests.kit.web.web_sample.service import build

CLAIMS = {
    "name": "Trần Văn Bình",
    "email": "binh@example.vn",
    "ocop_grants": ["province-officer@33", "not a grant"],
    "ocop_language": "en",
}
BINH = Principal.of("binh", "Trần Văn Bình", "province-officer@33", email="binh@example.vn", language="en")


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    app = flask.Flask("provider")
    app.secret_key = "tests"
    app.config["OAUTH2_ACCESS_TOKEN_GENERATOR"] = access_token
    oidc_provider_mock.init_app(app, user_claims=[oidc_provider_mock.User(sub="binh", claims=CLAIMS)])
    server = make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def access_token(client: Any, *_: Any, **__: Any) -> str:
    """A JWT signed with the provider's key, where the mock's own access tokens are none."""
    key = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_pem(is_private=True))
    claims = {"iss": flask.request.host_url, "aud": client.id, "sub": "binh", "exp": int(time.time()) + 60, **CLAIMS}
    claims["jti"] = str(uuid4())  # two of one second are two
    return jwt.encode({"alg": "RS256", "typ": "at+jwt"}, claims, key)


@pytest.fixture
async def service(issuer: str, mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    made = build(
        development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=fresh_name,
            home=tmp_path,
            public_url=PUBLIC,
            oidc_issuer=issuer,
            oidc_client_secret="any",
        )
    )
    yield made
    made.database.close()


async def at_the_provider(address: str) -> str:
    """What a person does there: says who they are. Answers where the provider sends them back to."""
    async with httpx.AsyncClient() as provider:
        return (await provider.post(address, data={"sub": "binh"})).headers["location"]


async def signed_in(browser: Browser) -> str:
    """The session's cookie of somebody who went to the provider and came back."""
    begun = await browser.get("/sign-in")
    await browser.get(await at_the_provider(begun.headers["location"]))
    return str(browser.cookies[session_cookie(browser.service)])


async def bearer(issuer: str, client: str = "ocop", kind: str = "access_token") -> str:
    """A token of the provider for a client."""
    query = {
        "client_id": client,
        "redirect_uri": f"{PUBLIC}/x",
        "response_type": "code",
        "scope": "openid profile email",
    }
    async with httpx.AsyncClient(base_url=issuer) as provider:
        sent = await provider.post("/oauth2/authorize", params=query, data={"sub": "binh"})
        code = parse_qs(urlsplit(sent.headers["location"]).query)["code"][0]
        given = {"grant_type": "authorization_code", "code": code, "redirect_uri": query["redirect_uri"]}
        answer = await provider.post("/oauth2/token", data=given, auth=(client, "any"))
    return str(answer.json()[kind])


class TestSigningIn:
    async def test_leads_to_the_provider_and_back_to_where_one_was(self, browser: Browser) -> None:
        begun = await browser.get("/sign-in?next=/mine%3Fa=1")
        asked = parse_qs(urlsplit(begun.headers["location"]).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["redirect_uri"] == [f"{PUBLIC}/sample/sign-in/callback"]
        back = await at_the_provider(begun.headers["location"])
        finished = await browser.get(back)
        assert (finished.status_code, finished.headers["location"]) == (303, "/sample/mine?a=1")
        assert Principal.model_validate((await browser.get("/api/me")).json()) == BINH

    async def test_leads_back_to_the_page_of_another_service_that_asked(self, browser: Browser) -> None:
        begun = await browser.get("/sign-in?back=/evaluation/cases/1%3Fa=1&silent=1")
        finished = await browser.get(await at_the_provider(begun.headers["location"]))
        assert finished.headers["location"] == "/evaluation/cases/1?a=1"

    @pytest.mark.parametrize(
        "next", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
    )
    async def test_never_leads_to_another_site(self, browser: Browser, next: str) -> None:
        begun = await browser.get("/sign-in", params={"next": next, "back": next})
        finished = await browser.get(await at_the_provider(begun.headers["location"]))
        assert finished.headers["location"] == "/sample/"

    async def test_does_not_keep_what_the_session_was_before(self, browser: Browser) -> None:
        before = (await browser.hidden("/new"))["_csrf"]
        begun = await browser.get("/sign-in")
        await browser.get(await at_the_provider(begun.headers["location"]))
        assert (await browser.hidden("/new"))["_csrf"] != before

    async def test_that_was_not_begun_here_is_refused(self, browser: Browser, service: Service) -> None:
        async with Browser(service) as other:
            begun = await other.get("/sign-in")
        back = await at_the_provider(begun.headers["location"])
        assert (await browser.get(back)).status_code == 400
        assert (await browser.get("/api/me")).status_code == 401

    async def test_with_a_state_or_a_code_made_up_is_refused(self, browser: Browser) -> None:
        begun = await browser.get("/sign-in")
        assert (await browser.get("/sign-in/callback?state=made-up&code=x")).status_code == 400
        begun = await browser.get("/sign-in")
        state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]
        answer = await browser.get(f"/sign-in/callback?state={state}&code=made-up")
        assert answer.status_code == 400
        assert "Bắt đầu đăng nhập lại" in answer.text

    async def test_back_twice_signs_in_once(self, browser: Browser) -> None:
        begun = await browser.get("/sign-in")
        back = await at_the_provider(begun.headers["location"])
        await browser.get(back)
        assert (await browser.get(back)).status_code == 400
        assert (await browser.get("/api/me")).status_code == 200

    async def test_when_the_provider_is_away_says_so(self, service: Service, mongodb_uri: str, tmp_path: Path) -> None:
        settings = development_settings(
            mongodb_uri=mongodb_uri, home=tmp_path, public_url=PUBLIC, oidc_issuer="http://127.0.0.1:9"
        )
        away = build(settings)
        async with Browser(away) as browser:
            answer = await browser.get("/sign-in")
        assert "Máy chủ đăng nhập chưa phản hồi" in answer.text
        away.database.close()


class TestASessionBegun:
    async def test_has_another_id_each_time_and_ends_the_one_before(self, browser: Browser, service: Service) -> None:
        name = session_cookie(service)
        first = await signed_in(browser)
        begun = await browser.get("/sign-in")  # signed in already: nothing to do
        assert begun.headers["location"] == "/sample/"
        kept = browser.cookies[name]
        browser.cookies.delete(name)
        begun = await browser.get("/sign-in")
        browser.cookies.set(name, kept, domain="127.0.0.1")
        await browser.get(await at_the_provider(begun.headers["location"]))
        assert browser.cookies[name] != first
        assert await service.database["sessions"].count_documents({}) == 1

    async def test_is_never_one_that_somebody_planted(self, browser: Browser, service: Service) -> None:
        planted = "A" * 43
        browser.cookies.set(session_cookie(service), planted, domain="127.0.0.1")
        finished = await signed_in(browser)
        assert finished != planted
        async with Browser(service) as other:
            other.cookies.set(session_cookie(service), planted)
            assert (await other.get("/api/me")).status_code == 401

    @pytest.mark.parametrize("iss", ["https://evil.example", "http://localhost"])
    async def test_needs_the_answer_of_our_own_provider(self, browser: Browser, iss: str) -> None:
        begun = await browser.get("/sign-in")
        back = await at_the_provider(begun.headers["location"])
        assert (await browser.get(back, params={**parse_qs(urlsplit(back).query), "iss": iss})).status_code == 400

    async def test_tells_once_which_rights_are_not_understood(self, browser: Browser) -> None:
        await signed_in(browser)
        shown = html.unescape((await browser.get("/mine?lang=vi")).text)
        assert "«not a grant» (phải viết dạng vai-trò@đơn-vị)" in shown
        assert "not a grant" not in (await browser.get("/mine")).text


NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)


@pytest.fixture
def clock(service: Service) -> FixedClock:
    service.work.clock = FixedClock(NOON)
    return service.work.clock


@pytest.fixture
async def binh(issuer: str) -> AsyncIterator[httpx.AsyncClient]:
    """The account at the provider, for those who change it; as it was, afterwards."""
    async with httpx.AsyncClient(base_url=issuer) as account:
        yield account
        await account.put("/users/binh", json=CLAIMS)


class TestRights:
    async def test_withdrawn_at_the_provider_are_gone_within_minutes(
        self, browser: Browser, clock: FixedClock, binh: httpx.AsyncClient
    ) -> None:
        await signed_in(browser)
        await binh.put("/users/binh", json={**CLAIMS, "ocop_grants": ["member@33"]})
        clock.advance(timedelta(minutes=4, seconds=59))
        assert (await browser.get("/api/me")).json()["grants"] == [{"role": "province-officer", "office": "33"}]
        clock.advance(timedelta(seconds=1))
        for _ in range(3):  # read once; the others get what was read
            assert (await browser.get("/api/me")).json()["grants"] == [{"role": "member", "office": "33"}]

    async def test_of_somebody_locked_out_end_with_the_session(
        self, browser: Browser, service: Service, clock: FixedClock, binh: httpx.AsyncClient
    ) -> None:
        await signed_in(browser)
        await binh.post("/users/binh/revoke-tokens")
        clock.advance(timedelta(minutes=5))
        assert (await browser.get("/api/me")).status_code == 401
        assert await service.database["sessions"].count_documents({}) == 0

    async def test_hold_while_the_provider_is_away(
        self, browser: Browser, service: Service, clock: FixedClock, binh: httpx.AsyncClient
    ) -> None:
        await signed_in(browser)
        issuer: Issuer = app_of(service).state.issuer
        known, asked = dict(await issuer.metadata()), []
        away = "http://127.0.0.1:9/nothing"
        (await issuer.metadata()).update(token_endpoint=away, userinfo_endpoint=away)
        ask_again = Provider.ask_again

        async def counted(self: Provider, *args: Any) -> Any:
            asked.append(args)
            return await ask_again(self, *args)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Provider, "ask_again", counted)
            for seconds in (300, 1, 1):
                clock.advance(timedelta(seconds=seconds))
                assert (await browser.get("/api/me")).status_code == 200
            assert len(asked) == 1  # not at every request
        (await issuer.metadata()).update(known)
        await binh.put("/users/binh", json={**CLAIMS, "ocop_grants": []})
        clock.advance(timedelta(minutes=1))
        assert (await browser.get("/api/me")).json()["grants"] == []

    async def test_are_read_with_the_access_token_where_there_is_no_other(
        self, browser: Browser, service: Service, clock: FixedClock, binh: httpx.AsyncClient
    ) -> None:
        await signed_in(browser)
        sessions: Sessions = app_of(service).state.sessions
        (held,) = await sessions.of("binh")
        tokens = sessions.keys.open(held.tokens)
        assert tokens is not None
        await sessions.renew(held, held.who, tokens.model_copy(update={"refresh_token": None}))
        await binh.put("/users/binh", json={**CLAIMS, "ocop_grants": []})
        clock.advance(timedelta(minutes=5))
        assert (await browser.get("/api/me")).json()["grants"] == []

    async def test_of_somebody_else_are_not_taken_over(
        self, browser: Browser, service: Service, clock: FixedClock
    ) -> None:
        await signed_in(browser)
        await service.database["sessions"].update_many({}, {"$set": {"who.id": "somebody-else"}})
        clock.advance(timedelta(minutes=5))
        assert (await browser.get("/api/me")).status_code == 401


class TestSigningOut:
    async def test_ends_the_session_here_and_at_the_provider(self, browser: Browser, issuer: str) -> None:
        begun = await browser.get("/sign-in")
        await browser.get(await at_the_provider(begun.headers["location"]))
        page = await browser.get("/mine")
        answer = await browser.post("/sign-out", data=hidden_fields(page.text))
        address, _, query = answer.headers["location"].partition("?")
        asked = parse_qs(query)
        assert address == f"{issuer}/oauth2/end_session"
        assert asked["post_logout_redirect_uri"] == [f"{PUBLIC}/sample/"]
        assert asked["id_token_hint"][0].count(".") == 2
        assert issuer in page.headers["content-security-policy"].partition("form-action")[2]
        assert (await browser.get("/api/me")).status_code == 401

    async def test_by_another_site_is_refused(self, browser: Browser) -> None:
        begun = await browser.get("/sign-in")
        await browser.get(await at_the_provider(begun.headers["location"]))
        assert (await browser.post("/sign-out", data={})).status_code == 403
        assert (await browser.get("/api/me")).status_code == 200


class TestABearerToken:
    async def test_of_the_issuer_says_who_is_there(self, browser: Browser, issuer: str) -> None:
        answer = await browser.get("/api/me", headers={"Authorization": f"Bearer {await bearer(issuer)}"})
        assert Principal.model_validate(answer.json()) == BINH

    async def test_needs_no_token_of_a_form(self, browser: Browser, service: Service, issuer: str) -> None:
        await service.prepare()
        headers = {"Authorization": f"Bearer {await bearer(issuer)}"}
        assert (await browser.post("/api/things", json={"name": "Mật ong"}, headers=headers)).status_code == 201

    async def test_that_only_says_who_signed_in_is_refused(self, browser: Browser, issuer: str) -> None:
        token = await bearer(issuer, kind="id_token")
        answer = await browser.get("/api/me", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["slug"]) == (401, "token.refused")
        assert "ID token" in answer.json()["detail_vi"]

    async def test_for_another_audience_is_refused(self, browser: Browser, issuer: str) -> None:
        token = await bearer(issuer, client="another-application")
        answer = await browser.get("/api/me", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["slug"]) == (401, "token.refused")

    async def test_signed_by_anybody_else_is_refused(self, browser: Browser, issuer: str) -> None:
        claims = {"iss": issuer, "aud": "ocop", "sub": "binh", "exp": int(time.time()) + 60, **CLAIMS}
        forged = [
            jwt.encode({"alg": "RS256"}, claims, RSAKey.generate_key(2048)),
            jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("a secret of enough length for sha-256")),
            _unsigned(claims),
            "",
            "a.b.c",
            "é",
        ]
        for token in forged:
            answer = await browser.get("/api/me", headers=[(b"authorization", f"Bearer {token}".encode())])
            assert answer.status_code == 401, token

    async def test_whose_content_was_changed_is_refused(self, browser: Browser, issuer: str) -> None:
        head, _, signature = (await bearer(issuer)).split(".")
        other = _unsigned({"iss": issuer, "aud": "ocop", "sub": "admin", "exp": int(time.time()) + 60}).split(".")[1]
        answer = await browser.get("/api/me", headers={"Authorization": f"Bearer {head}.{other}.{signature}"})
        assert answer.status_code == 401


def _unsigned(claims: dict[str, object]) -> str:
    from base64 import urlsafe_b64encode
    from json import dumps

    parts = [urlsafe_b64encode(dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "none"}, claims)]
    return ".".join([*parts, ""])
