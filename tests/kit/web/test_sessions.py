"""The session cookie: ours or nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.requests import HTTPConnection
from web_sample.client import HUONG, PUBLIC, Browser, cookie

from kit.identity import Principal
from kit.service import Service
from kit.settings import development_settings
from kit.web import session

WHO = {"id": "u-1", "name": "Ai đó", "email": "", "grants": ["administrator@vn"], "language": "vi", "kind": "person"}


async def _status(browser: Browser, value: str) -> int:
    browser.cookies.set(session.COOKIE, value)
    return (await browser.get("/api/me")).status_code


class TestASession:
    async def test_says_who_is_there_with_all_their_grants(self, browser: Browser) -> None:
        browser.sign_in(HUONG)
        assert Principal.model_validate((await browser.get("/api/me")).json()) == HUONG
        assert "Nguyễn Thị Hương" in (await browser.get("/mine")).text

    async def test_shows_a_section_only_to_whom_it_is_for(self, browser: Browser) -> None:
        assert "Của tôi" not in (await browser.get("/new")).text
        browser.sign_in(HUONG)
        assert "Của tôi" in (await browser.get("/new")).text

    async def test_that_was_tampered_with_is_nobody(self, browser: Browser, service: Service) -> None:
        good = cookie(service, {"who": WHO, "until": int(time.time()) + 60})
        assert await _status(browser, good) == 200
        swapped = ("A" if good[10] != "A" else "B").join([good[:10], good[11:]])
        assert await _status(browser, swapped) == 401

    @pytest.mark.parametrize("value", ["", "x", "eyJ3aG8iOiAxfQ==", "....", "null", "a" * 5000])
    async def test_that_is_no_session_is_nobody(self, browser: Browser, value: str) -> None:
        assert await _status(browser, value) == 401

    async def test_signed_with_another_secret_is_nobody(self, browser: Browser, service: Service) -> None:
        kept: dict[str, object] = {"who": WHO, "until": int(time.time()) + 60}
        assert await _status(browser, cookie(service, kept, key="another")) == 401

    async def test_past_its_time_is_nobody(self, browser: Browser, service: Service) -> None:
        assert await _status(browser, cookie(service, {"who": WHO, "until": int(time.time()) - 1})) == 401

    async def test_of_an_older_release_is_nobody(self, browser: Browser, service: Service) -> None:
        kept: dict[str, object] = {"who": {"id": "u-1"}, "until": int(time.time()) + 60}
        assert await _status(browser, cookie(service, kept)) == 401

    async def test_too_large_for_a_cookie_is_refused_and_not_dropped(self) -> None:
        many = Principal.of("u-1", "Ai đó", *[f"commune-officer@33/{n:05}" for n in range(120)])
        kept = HTTPConnection({"type": "http", "session": {}})
        with pytest.raises(session.TooManyGrants, match="120"):
            session.remember(kept, many)
        assert kept.session == {}

    async def test_is_for_http_alone_and_no_other_site(self, browser: Browser) -> None:
        told = (await browser.get("/new")).headers["set-cookie"]
        assert "httponly" in told
        assert "samesite=lax" in told
        assert "path=/" in told


class TestTheSecret:
    def test_is_one_for_the_services_of_a_development_machine(self, tmp_path: Path) -> None:
        settings = development_settings(home=tmp_path, public_url=PUBLIC, session_secret=None)
        first = session.secret(settings)
        assert first == session.secret(settings)
        assert len(first) >= 48
        assert (tmp_path / "session.secret").stat().st_mode & 0o077 == 0

    def test_must_be_given_where_the_site_is_public(self, tmp_path: Path) -> None:
        settings = development_settings(home=tmp_path, public_url="https://ocop.example.vn", session_secret=None)
        with pytest.raises(session.SessionSecretMissingError, match="OCOP_SESSION_SECRET"):
            session.secret(settings)
