"""How often somebody may ask: by address while nobody is known, by person from then on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kit.identity import Principal
from kit.service import Service
from kit.settings import development_settings
from kit.web.app import app_of
from kit.web.callers import network_of
from tests.kit.web.web_sample.client import HUONG, PUBLIC, Browser
from tests.kit.web.web_sample.service import build

BINH = Principal.of("u-binh", "Trần Văn Bình", "producer@p-2")


@pytest.fixture
async def limited(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    """A service at which strangers may ask five times a minute and people eight times."""
    made = build(
        development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=fresh_name,
            home=tmp_path,
            public_url=PUBLIC,
            oidc_issuer="",
            anonymous_per_minute=5,
            person_per_minute=8,
        )
    )
    await made.prepare()
    yield made
    made.database.close()


@pytest.fixture
def at(limited: Service) -> Callable[..., Awaitable[Browser]]:
    async def somebody(address: str = "203.0.113.7", who: Principal | None = None) -> Browser:
        browser = Browser(limited)
        app = ProxyHeadersMiddleware(app_of(limited), trusted_hosts=["10.0.0.0/8"])  # as `kit.serve` has uvicorn put it
        browser._transport = httpx.ASGITransport(app=app, client=(address, 1), raise_app_exceptions=False)
        if who:
            await browser.sign_in(who)
        return browser

    return somebody


async def statuses(browser: Browser, count: int, path: str = "/api/things", **headers: str) -> list[int]:
    return [(await browser.get(path, headers=headers)).status_code for _ in range(count)]


class TestAStranger:
    async def test_is_told_when_to_come_back(self, at: Callable[..., Awaitable[Browser]]) -> None:
        stranger = await at()
        assert await statuses(stranger, 7) == [200] * 5 + [429] * 2
        answer = await stranger.get("/api/things")
        said = answer.json()
        assert 1 <= int(answer.headers["retry-after"]) <= 120
        assert (said["slug"], said["detail_vi"] != said["detail_en"]) == ("request.too-many", True)

    async def test_is_told_on_a_page(self, at: Callable[..., Awaitable[Browser]]) -> None:
        stranger = await at()
        await statuses(stranger, 5)
        answer = await stranger.get("/")
        assert answer.status_code == 429
        assert "Đã gửi quá nhiều yêu cầu" in answer.text
        assert int(answer.headers["retry-after"]) >= 1

    async def test_stands_in_nobody_elses_way(self, at: Callable[..., Awaitable[Browser]]) -> None:
        await statuses((await at()), 7)
        assert await statuses((await at("203.0.113.8")), 1) == [200]
        assert await statuses((await at(who=HUONG)), 1) == [200]

    async def test_with_a_token_that_is_none_stays_one(self, at: Callable[..., Awaitable[Browser]]) -> None:
        assert await statuses((await at()), 6, Authorization="Bearer nonsense") == [200] * 5 + [429]

    async def test_has_one_address_however_many_an_ipv6_network_has(
        self, at: Callable[..., Awaitable[Browser]]
    ) -> None:
        found = [(await (await at(f"2001:db8::{last}")).get("/api/things")).status_code for last in range(1, 8)]
        assert found == [200] * 5 + [429] * 2

    async def test_is_not_counted_where_machines_ask(self, at: Callable[..., Awaitable[Browser]]) -> None:
        assert await statuses((await at()), 10, "/livez") == [200] * 10
        assert await statuses((await at()), 10, "/metrics") == [200] * 10


class TestAForwardedAddress:
    async def test_is_believed_of_a_trusted_proxy(self, at: Callable[..., Awaitable[Browser]]) -> None:
        proxy = await at("10.0.0.1")
        assert await statuses(proxy, 6, **{"X-Forwarded-For": "203.0.113.1"}) == [200] * 5 + [429]
        assert await statuses(proxy, 1, **{"X-Forwarded-For": "203.0.113.2"}) == [200]
        # What a stranger wrote stands before what the proxy added.
        assert await statuses(proxy, 1, **{"X-Forwarded-For": "198.51.100.9, 203.0.113.1"}) == [429]

    async def test_is_not_believed_of_anybody_else(self, at: Callable[..., Awaitable[Browser]]) -> None:
        stranger = await at()
        found = [(await statuses(stranger, 1, **{"X-Forwarded-For": f"203.0.113.{n}"}))[0] for n in range(1, 8)]
        assert found == [200] * 5 + [429] * 2


async def test_a_person_is_counted_wherever_they_are(at: Callable[..., Awaitable[Browser]]) -> None:
    assert await statuses((await at("203.0.113.1", HUONG)), 5) == [200] * 5
    assert await statuses((await at("203.0.113.2", HUONG)), 4) == [200] * 3 + [429]
    assert await statuses((await at("203.0.113.2", BINH)), 1) == [200]


@pytest.mark.parametrize(
    ("host", "narrow", "wide"),
    [
        ("203.0.113.7", "203.0.113.7/32", "203.0.0.0/16"),
        ("::ffff:203.0.113.7", "203.0.113.7/32", "203.0.0.0/16"),
        ("2001:db8:1:2:3::1", "2001:db8:1:2::/64", "2001:db8::/32"),
        ("testclient", "testclient", "testclient"),
    ],
)
def test_an_address_is_counted_as_its_network(host: str, narrow: str, wide: str) -> None:
    assert (network_of(host), network_of(host, wide=True)) == (narrow, wide)
