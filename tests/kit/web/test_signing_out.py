"""Two services behind one front and a provider that tells them when a session ends: what is over is over everywhere."""

from __future__ import annotations

import asyncio
import html
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.types import Receive, Scope, Send

from estate.people import CLIENT, service_secrets
from estate.processes.children import free_port
from estate.servers.identity.keys import signing_key
from estate.servers.identity.provider import Provider, Seen
from estate.servers.identity.sign_ons import SignOns
from kit.service import Service
from kit.sessions.store import ROWS
from kit.settings import development_settings
from kit.web.app import app_of
from kit.web.sign_out import end_everywhere
from services.notifications.service import build as notifications
from tests.kit.web.web_sample.client import hidden_fields
from tests.kit.web.web_sample.service import build

NAMES = ("sample", "notifications")
BUILT = {"sample": build, "notifications": notifications}
WHO = "province.officer"


@dataclass
class Front:
    """Where both are reached."""

    url: str
    services: dict[str, Service]
    signs: SignOns
    """Signs as the provider does."""

    async def publish(self, token: str, name: str = "sample") -> httpx.Response:
        """A logout token, as the provider sends it."""
        async with httpx.AsyncClient(base_url=self.url) as provider:
            return await provider.post(f"/{name}/sign-in/backchannel-logout", data={"logout_token": token})

    async def rows(self, name: str = "sample") -> list[dict[str, Any]]:
        """A service's sessions."""
        return [row async for row in self.services[name].database[ROWS].find({})]


@pytest.fixture
async def front(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Front]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url, identity = f"http://127.0.0.1:{port}", free_port()
    seen = Seen(
        tmp_path,
        identity,
        [f"{url}/{name}/sign-in/callback" for name in NAMES],
        [url],
        [f"{url}/{name}/sign-in/backchannel-logout" for name in NAMES],
    )
    provider = Provider(seen)
    provider.start()
    services = {}
    for name in NAMES:
        settings = development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=f"{fresh_name}{name}",
            home=tmp_path,
            public_url=url,
            oidc_issuer=seen.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=service_secrets(tmp_path)[CLIENT],
        )
        services[name] = BUILT[name](settings)
        await services[name].prepare()
    apps = {name: app_of(service) for name, service in services.items()}

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        await apps[scope["path"].split("/", 2)[1]](scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(site, port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield Front(url, services, SignOns(seen.issuer, signing_key(tmp_path), []))
    server.should_exit = True
    await running
    provider.stop()
    for service in services.values():
        await service.database.drop()
        service.database.close()


class Person:
    """Somebody's browser: keeps cookies and follows where it is sent, to the provider too."""

    def __init__(self, front: Front) -> None:
        self.client = httpx.AsyncClient(base_url=front.url, follow_redirects=True, timeout=30)

    async def sign_in(self, service: str = "sample", who: str = WHO) -> None:
        """At the provider, as `who`."""
        asked = await self.client.get(f"/{service}/sign-in")
        assert "Chọn người" in asked.text
        back = await self.client.post(str(asked.url), data={"sub": who})
        assert back.status_code == 200, back.text

    async def status(self, service: str = "sample") -> int:
        """200 when the service knows who this is, else 401."""
        return (await self.client.get(f"/{service}/sessions", headers={"accept": "application/json"})).status_code

    async def submit(self, page: str, action: str) -> httpx.Response:
        """The form of a page that goes to `action`."""
        text = (await self.client.get(page)).text
        form = next(part for part in text.split("<form ")[1:] if f'action="{action}"' in part.partition(">")[0])
        return await self.client.post(action, data=hidden_fields("<form " + form.partition("</form>")[0]))


@pytest.fixture
async def person(front: Front) -> AsyncIterator[Person]:
    made = Person(front)
    async with made.client:
        yield made


@pytest.fixture
async def elsewhere(front: Front) -> AsyncIterator[Person]:
    """The same person at another computer."""
    made = Person(front)
    async with made.client:
        yield made


class TestTwoServices:
    async def test_keep_their_sessions_apart_and_carry_over_without_a_click(self, front: Front, person: Person) -> None:
        await person.sign_in("sample")
        assert await person.status("notifications") == 401
        page = await person.client.get("/notifications/messages?state=accepted")
        assert (page.status_code, page.url.path, page.url.query) == (200, "/notifications/messages", b"state=accepted")
        assert (await person.status("sample"), await person.status("notifications")) == (200, 200)
        names = [cookie.name for cookie in person.client.cookies.jar if "session" in cookie.name]
        assert sorted(names) == ["ocop_session_notifications", "ocop_session_sample"]
        assert [len(await front.rows(name)) for name in NAMES] == [1, 1]

    async def test_ask_the_provider_once_where_it_knows_nobody(self, front: Front, person: Person) -> None:
        person.client.cookies.set("ocop_signed_in", "1")
        page = await person.client.get("/notifications/")
        assert (page.status_code, page.url.path) == (200, "/notifications/")
        assert [answer.url.path for answer in page.history][-1] == "/notifications/sign-in/callback"
        assert (await person.client.get("/notifications/")).history == []

    async def test_do_not_begin_anew_what_ended_for_want_of_work(self, front: Front, person: Person) -> None:
        await person.sign_in()
        await front.services["sample"].database[ROWS].delete_many({})
        assert (await person.client.get("/sample/")).history == []

    async def test_show_the_public_page_while_the_provider_is_away(self, front: Front, person: Person) -> None:
        person.client.cookies.set("ocop_signed_in", "1")
        app_of(front.services["notifications"]).state.issuer.settings = development_settings(
            oidc_issuer="http://127.0.0.1:9"
        )
        assert (await person.client.get("/notifications/")).url.path == "/notifications/"


class TestSigningOut:
    async def test_ends_a_copied_cookie_and_the_other_service_too(
        self, front: Front, person: Person, elsewhere: Person
    ) -> None:
        await person.sign_in()
        await person.client.get("/notifications/")
        for cookie in person.client.cookies.jar:
            elsewhere.client.cookies.set(cookie.name, cookie.value or "", domain=cookie.domain)
        assert (await elsewhere.status("sample"), await elsewhere.status("notifications")) == (200, 200)
        done = await person.submit("/sample/", "/sample/sign-out")
        assert (done.status_code, done.url.path) == (200, "/sample/")
        assert (await elsewhere.status("sample"), await elsewhere.status("notifications")) == (401, 401)
        assert [await front.rows(name) for name in NAMES] == [[], []]
        assert "ocop_session_sample" not in person.client.cookies

    async def test_leaves_the_person_signed_in_elsewhere(self, person: Person, elsewhere: Person) -> None:
        await person.sign_in()
        await elsewhere.sign_in()
        await person.submit("/sample/", "/sample/sign-out")
        assert (await person.status(), await elsewhere.status()) == (401, 200)

    async def test_everywhere_ends_all_of_the_person_and_of_nobody_else(
        self, front: Front, person: Person, elsewhere: Person
    ) -> None:
        await person.sign_in()
        await elsewhere.sign_in("notifications")
        await elsewhere.client.get("/sample/")
        other = Person(front)
        async with other.client:
            await other.sign_in(who="chair")
            shown = html.unescape((await person.client.get("/sample/sessions?lang=vi")).text)
            assert (shown.count("Trình duyệt này"), shown.count("Trình duyệt khác")) == (1, 1)
            await person.submit("/sample/sessions", "/sample/sign-out/everywhere")
            assert (await person.status(), await elsewhere.status()) == (401, 401)
            assert await elsewhere.status("notifications") == 401
            assert await other.status() == 200

    async def test_everywhere_needs_the_sessions_own_form(self, person: Person) -> None:
        await person.sign_in()
        assert (await person.client.post("/sample/sign-out/everywhere", data={"_csrf": "guessed"})).status_code == 403
        assert await person.status() == 200

    async def test_of_somebody_by_an_operator_ends_all_of_it(
        self, front: Front, person: Person, elsewhere: Person
    ) -> None:
        await person.sign_in()
        await elsewhere.sign_in("notifications")
        await elsewhere.client.get("/sample/")
        state = app_of(front.services["sample"]).state
        assert await end_everywhere(WHO, state.sessions, state.provider) == 2
        assert (await person.status(), await elsewhere.status(), await elsewhere.status("notifications")) == (
            401,
            401,
            401,
        )


class TestALogoutToken:
    async def test_ends_the_session_it_names(self, front: Front, person: Person, elsewhere: Person) -> None:
        await person.sign_in()
        await elsewhere.sign_in()
        rows = {row["sid"]: row for row in await front.rows()}
        assert len(rows) == 2
        first = sorted(rows.values(), key=lambda row: row["started_at"])[0]
        answer = await front.publish(front.signs.logout_token(first["sid"], WHO))
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert (await person.status(), await elsewhere.status()) == (401, 200)

    async def test_that_names_only_the_person_ends_all_of_theirs(
        self, front: Front, person: Person, elsewhere: Person
    ) -> None:
        await person.sign_in()
        await elsewhere.sign_in()
        assert (await front.publish(_without(front, "sid"))).status_code == 200
        assert await front.rows() == []

    async def test_that_names_only_the_session_counts(self, front: Front, person: Person) -> None:
        await person.sign_in()
        (row,) = await front.rows()
        assert (await front.publish(_without(front, "sub", sid=row["sid"]))).status_code == 200
        assert await front.rows() == []

    async def test_counts_once(self, front: Front, person: Person) -> None:
        token = _without(front, "sid")
        assert (await front.publish(token)).status_code == 200
        await person.sign_in()
        again = await front.publish(token)
        assert (again.status_code, "used before" in again.json()["error_description"]) == (400, True)
        assert await person.status() == 200

    @pytest.mark.parametrize(
        "wrong",
        [
            {"aud": "another"},
            {"iss": "https://elsewhere.example"},
            {"exp": int(time.time()) - 600},
            {"exp": None},
            {"iat": int(time.time()) - 3600, "exp": int(time.time()) + 3600},
            {"iat": int(time.time()) + 3600},
            {"iat": None},
            {"jti": None},
            {"jti": ""},
            {"jti": {"$gt": ""}},
            {"nonce": "n"},
            {"events": None},
            {"events": {}},
            {"events": {"http://schemas.openid.net/event/backchannel-logout": "yes"}},
            {"events": ["http://schemas.openid.net/event/backchannel-logout"]},
            {"sub": None, "sid": None},
            {"sub": {"$ne": ""}},
            {"sid": {"$ne": ""}},
            {"sid": ""},
        ],
        ids="-".join,
    )
    async def test_with_one_thing_wrong_ends_nothing(self, front: Front, person: Person, wrong: dict[str, Any]) -> None:
        await person.sign_in()
        answer = await front.publish(_signed(front, wrong))
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
        assert await person.status() == 200

    async def test_not_signed_by_the_provider_ends_nothing(self, front: Front, person: Person) -> None:
        await person.sign_in()
        claims = jwt.decode(front.signs.logout_token("s", WHO), front.signs.key).claims
        forged = [
            jwt.encode({"alg": "RS256"}, claims, RSAKey.generate_key(2048)),
            jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("a secret of enough length for sha-256")),
            jwt.encode({"alg": "RS256", "typ": "at+jwt"}, claims, front.signs.key),
            ".".join(["eyJhbGciOiJub25lIn0", front.signs.logout_token("s", WHO).split(".")[1], ""]),
            "",
            "a.b.c",
            "x" * 9_000,
        ]
        for token in forged:
            assert (await front.publish(token)).status_code == 400, token[:50]
        assert await person.status() == 200

    async def test_that_is_an_id_token_ends_nothing(self, front: Front, person: Person) -> None:
        await person.sign_in()
        (row,) = await front.rows()
        tokens = app_of(front.services["sample"]).state.sessions.keys.open(row["tokens"])
        for token in (tokens.id_token, tokens.access_token):
            assert (await front.publish(token)).status_code == 400
        assert await person.status() == 200

    async def test_of_one_service_is_news_to_another(self, front: Front) -> None:
        token = _without(front, "sid")
        assert [(await front.publish(token, name)).status_code for name in NAMES] == [200, 200]


def _signed(front: Front, changed: dict[str, Any]) -> str:
    """A logout token with claims changed, or left out where None."""
    claims = jwt.decode(front.signs.logout_token("s", WHO), front.signs.key).claims | changed
    said = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": "RS256", "typ": "logout+jwt"}, said, front.signs.key)


def _without(front: Front, left_out: str, **changed: Any) -> str:
    return _signed(front, {**changed, left_out: None})
