"""OCOP_PUBLIC_URL alone decides every address and redirect: nothing of a request's `Host` comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from kit.service import Service
from kit.settings import development_settings
from tests.kit.web.web_sample.client import Browser
from tests.kit.web.web_sample.service import build

TOLD = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "Forwarded": "host=evil.example"}


@pytest.fixture
async def site(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    made = build(
        development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=fresh_name,
            home=tmp_path,
            public_url="https://ocop.example.vn/site",
            session_secret="s" * 40,
            oidc_issuer="",
        )
    )
    await made.prepare()
    yield made
    made.database.close()


class TestARedirectForASlash:
    @pytest.mark.parametrize("path", ["/new/", "/site/sample/new/", "/api/things/"])
    async def test_keeps_scheme_host_and_prefix_of_the_public_address(self, site: Service, path: str) -> None:
        async with Browser(site) as browser:
            for host in ("127.0.0.1:8000", "localhost", "10.1.2.3", "ocop.example.vn"):
                answer = await browser.get(path, headers={"Host": host, **TOLD})
                inside = path.removeprefix("/site/sample").rstrip("/")
                assert answer.status_code == 307
                assert answer.headers["location"] == f"https://ocop.example.vn/site/sample{inside}"


class TestARequest:
    @pytest.mark.parametrize(
        "path", ["/new", "/site/sample/new", "/api/things", "/sign-in", "/static/x/ocop.css", "/no"]
    )
    async def test_for_another_name_is_misdirected(self, site: Service, path: str) -> None:
        async with Browser(site) as browser:
            for host in ("evil.example", "evil.example:443", "ocop.example.vn.evil.example", "[", "a b"):
                answer = await browser.get(path, headers={"Host": host})
                assert answer.status_code == 421, host
                assert "https://ocop.example.vn/site" in answer.text
                assert "evil" not in answer.text + str(answer.headers)

    @pytest.mark.parametrize(
        "host", ["ocop.example.vn", "OCOP.example.vn", "ocop.example.vn:443", "localhost:1", "[::1]"]
    )
    async def test_for_ours_or_by_number_is_answered(self, site: Service, host: str) -> None:
        async with Browser(site) as browser:
            assert (await browser.get("/new", headers={"Host": host})).status_code == 200

    async def test_never_sees_its_host_again(self, site: Service) -> None:
        async with Browser(site) as browser:
            for path in ("/", "/new", "/new/", "/no/such", "/api/things?limit=1", "/api/things/none", "/openapi.json"):
                answer = await browser.get(path, headers={"Host": "198.51.100.7:81", **TOLD})
                assert "198.51.100.7" not in answer.text + str(answer.headers), path
                assert "evil" not in answer.text + str(answer.headers), path


class TestAProbe:
    @pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
    async def test_is_answered_under_any_name(self, site: Service, path: str) -> None:
        async with Browser(site) as browser:
            for host in ("registry:8000", "10.0.0.5:8000", "probe.internal"):
                assert (await browser.get(path, headers={"Host": host})).status_code in (200, 503)


class TestWhoLearnsOfAFault:
    async def test_is_told_as_rfc_9116_has_it(self, mongodb_uri: str, tmp_path: Path) -> None:
        settings = development_settings(
            mongodb_uri=mongodb_uri,
            home=tmp_path,
            public_url="https://ocop.example.vn",
            session_secret="s" * 40,
            security_contact="mailto:an-toan@example.vn",
        )
        service = build(settings)
        async with Browser(service) as browser:
            answer = await browser.get("/.well-known/security.txt")
        service.database.close()
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
        assert fields["Contact"] == "mailto:an-toan@example.vn"
        assert fields["Canonical"] == "https://ocop.example.vn/.well-known/security.txt"
        assert datetime.now(UTC) < datetime.fromisoformat(fields["Expires"]) < datetime.now(UTC) + timedelta(days=365)

    async def test_is_nobody_until_the_operator_says_so(self, site: Service) -> None:
        async with Browser(site) as browser:
            assert (await browser.get("/.well-known/security.txt")).status_code == 404

    @pytest.mark.parametrize("contact", ["an-toan@example.vn", "javascript:x", "mailto:a@b\nHiring: x"])
    def test_is_an_address_a_program_can_use(self, contact: str) -> None:
        with pytest.raises(ValidationError, match="OCOP_SECURITY_CONTACT"):
            development_settings(security_contact=contact)
