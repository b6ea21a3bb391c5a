"""The same application under a front, behind a proxy, or alone; what machines ask of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from kit.service import Service
from kit.settings import development_settings
from kit.web.app import app_of
from kit.web.assets.store import folder
from tests.kit.web.web_sample.client import PUBLIC, Browser
from tests.kit.web.web_sample.service import build


@pytest.fixture
async def front(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    front = Starlette(routes=[Mount("/sample", app_of(service))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=front), base_url=PUBLIC) as client:
        yield client


class TestAnAddress:
    @pytest.mark.parametrize("path", ["/sample/new", "/new", "/sample/", "/", "/sample", "/sample/api/things"])
    async def test_answers_with_and_without_the_prefix(self, browser: Browser, path: str) -> None:
        assert (await browser.get(path)).status_code == 200

    @pytest.mark.parametrize("path", ["/sample/new", "/sample/", "/sample/api/things"])
    async def test_answers_when_mounted_by_a_front(self, front: httpx.AsyncClient, path: str) -> None:
        answer = await front.get(path)
        assert answer.status_code == 200
        assert "/sample/sample" not in answer.text

    async def test_is_linked_to_with_the_prefix_wherever_it_was_asked(self, browser: Browser) -> None:
        for path in ("/new", "/sample/new"):
            page = (await browser.get(path)).text
            assert 'action="/sample/things"' in page
            assert 'href="/registry/"' in page

    async def test_may_lie_below_a_path_of_the_site(self, mongodb_uri: str, tmp_path: Path) -> None:
        settings = development_settings(
            mongodb_uri=mongodb_uri, home=tmp_path, public_url="https://x.example/ocop", session_secret="s" * 40
        )
        below = build(settings)
        async with Browser(below) as browser:
            answer = await browser.get("/ocop/sample/new")
        assert 'action="/ocop/sample/things"' in answer.text
        cookies = ", ".join(answer.headers.get_list("set-cookie"))
        assert cookies.startswith("__Host-ocop_visit_sample=")
        assert "path=/;" in cookies
        assert "secure" in cookies
        assert "max-age=31536000" in answer.headers["strict-transport-security"]
        below.database.close()


class TestAnAnswer:
    async def test_tells_the_browser_what_it_may_do(self, browser: Browser) -> None:
        first, second = await browser.get("/new"), await browser.get("/new")
        policy = first.headers["content-security-policy"]
        for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert rule in policy
        assert "unsafe" not in policy
        nonce = policy.partition("'nonce-")[2].partition("'")[0]
        assert f'nonce="{nonce}"' in first.text
        assert nonce not in second.headers["content-security-policy"]
        assert first.headers["x-content-type-options"] == "nosniff"
        assert first.headers["x-frame-options"] == "DENY"

    async def test_carries_no_script_or_style_the_policy_would_stop(self, browser: Browser) -> None:
        page = (await browser.get("/new")).text
        assert page.count("<script") == page.count("<script nonce=") + page.count('<script type="module" nonce=')
        for inline in ("<style", " style=", " onclick=", "javascript:"):
            assert inline not in page

    @pytest.mark.parametrize("given", ["x" * 101, "a b", "a\x7fb", "<script>"])
    async def test_does_not_take_up_a_correlation_id_that_is_none(self, browser: Browser, given: str) -> None:
        answer = await browser.get("/livez", headers={"X-Correlation-ID": given})
        assert len(answer.headers["x-correlation-id"]) == 36

    async def test_is_measured_by_pattern_and_never_by_id(self, browser: Browser) -> None:
        await browser.get("/api/things/1234-5678")
        await browser.get("/no/such/place/1234-5678")
        announced = (await browser.get("/metrics")).text
        assert 'route="/api/things/{thing_id}",status="404"' in announced
        assert 'route="unmatched"' in announced
        assert "1234-5678" not in announced


class TestMachines:
    async def test_learn_that_it_lives_and_whether_it_is_ready(self, browser: Browser) -> None:
        assert (await browser.get("/livez")).text == "ok"
        answer = await browser.get("/readyz")
        assert answer.status_code == 200
        assert {check["name"] for check in answer.json()["checks"]} == {"database", "broker", "subscribers", "outbox"}

    async def test_learn_what_keeps_it_from_its_work(self, tmp_path: Path) -> None:
        settings = development_settings(
            mongodb_uri="mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200", home=tmp_path, public_url=PUBLIC
        )
        lost = build(settings)
        async with Browser(lost) as browser:
            answer = await browser.get("/readyz")
        assert answer.status_code == 503
        assert [check["ok"] for check in answer.json()["checks"] if check["name"] == "database"] == [False]
        lost.database.close()

    async def test_learn_its_interface(self, browser: Browser) -> None:
        announced = (await browser.get("/openapi.json")).json()
        assert announced["openapi"].startswith("3.1")
        assert announced["servers"] == [{"url": "/sample"}]
        assert set(announced["paths"]) == {"/api/things", "/api/things/{thing_id}", "/api/me", "/api/broken"}
        answers = announced["paths"]["/api/things"]["post"]["responses"]
        assert set(answers) == {"201", "4XX"}
        assert "application/problem+json" in answers["4XX"]["content"]
        assert "HTTPValidationError" not in announced["components"]["schemas"]


class TestAStaticFile:
    async def test_is_kept_for_a_year_under_its_content(self, browser: Browser) -> None:
        page = (await browser.get("/new")).text
        files = re.findall(r'"(/sample/static/[^"]+)"', page)
        assert {file.rpartition("/")[2] for file in files} == {
            "govuk.css",
            "ocop.css",
            "emblem.svg",
            "ocop.js",
            "govuk.js",
        }
        for file in files:
            answer = await browser.get(file)
            assert answer.status_code == 200, file
            assert "immutable" in answer.headers["cache-control"]
        stale = await browser.get("/static/0000/ocop.css")
        assert stale.headers["cache-control"] == "no-cache"

    @pytest.mark.parametrize("name", ["..%2f..%2fapp.py", "nothing.css", "%2e%2e"])
    async def test_is_one_of_ours_or_nothing(self, browser: Browser, name: str) -> None:
        assert (await browser.get(f"/static/x/{name}")).status_code == 404

    async def test_carries_no_typeface_that_is_not_ours_to_use(self, browser: Browser) -> None:
        assert folder().is_dir(), "run `python -m kit.web.assets fetch --tests` first"
        sheet = (await browser.get("/static/x/govuk.css")).text
        assert "--ocop-font" in sheet
        assert "GDS Transport" not in sheet
        assert "@font-face" not in sheet
        assert "/assets/fonts" not in sheet
