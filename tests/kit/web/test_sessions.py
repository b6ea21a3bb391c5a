"""Sessions: rows of the service's own, of which a browser holds an opaque id; they end when they should."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kit.clock import FixedClock
from kit.identity import Principal
from kit.secret import SessionSecretMissingError, secret
from kit.service import Service
from kit.sessions.store import ROWS, Sessions
from kit.settings import development_settings
from kit.web.app import app_of
from kit.web.session import session_cookie, sessions_of, visit_cookie
from tests.kit.web.web_sample.client import HUONG, PUBLIC, Browser, session, visit
from tests.kit.web.web_sample.service import build

NOON = datetime(2026, 8, 3, 5, tzinfo=UTC)


@pytest.fixture
def clock(service: Service) -> FixedClock:
    service.work.clock = FixedClock(NOON)
    return service.work.clock


async def _status(browser: Browser) -> int:
    return (await browser.get("/api/me")).status_code


async def _rows(service: Service) -> int:
    return int(await service.database[ROWS].count_documents({}))


class TestASession:
    async def test_says_who_is_there_with_all_their_grants(self, browser: Browser) -> None:
        await browser.sign_in(HUONG)
        assert Principal.model_validate((await browser.get("/api/me")).json()) == HUONG
        assert "Nguyễn Thị Hương" in (await browser.get("/mine")).text

    async def test_has_room_for_any_number_of_grants(self, browser: Browser) -> None:
        many = Principal.of("u-1", "Ai đó", *[f"commune-officer@33/{n:05}" for n in range(500)])
        await browser.sign_in(many)
        assert Principal.model_validate((await browser.get("/api/me")).json()) == many

    async def test_shows_a_section_only_to_whom_it_is_for(self, browser: Browser) -> None:
        assert "Của tôi" not in (await browser.get("/new")).text
        await browser.sign_in(HUONG)
        assert "Của tôi" in (await browser.get("/new")).text

    @pytest.mark.parametrize("value", ["", "x", "A" * 43, "$ne", "....", "null", "a" * 5000, "{}"])
    async def test_that_is_not_known_is_nobody(self, browser: Browser, service: Service, value: str) -> None:
        browser.cookies.set(session_cookie(service), value)
        assert await _status(browser) == 401

    async def test_cannot_be_made_from_what_the_database_holds(self, browser: Browser, service: Service) -> None:
        name, value = await session(service, HUONG)
        row = await service.database[ROWS].find_one({})
        assert value not in str(row)
        assert "a.b.c" not in str(row)  # the provider's tokens
        browser.cookies.set(name, row["_id"][:43])
        assert await _status(browser) == 401
        browser.cookies.set(name, value)
        assert await _status(browser) == 200

    async def test_outlives_a_restart_of_the_service(self, browser: Browser, service: Service) -> None:
        await browser.sign_in(HUONG)
        again = build(service.settings)
        async with Browser(again) as same:
            same.cookies.update(browser.cookies)
            assert await _status(same) == 200
        again.database.close()

    async def test_of_another_secret_is_nobody(self, browser: Browser, service: Service) -> None:
        other = Sessions(
            service.work, type(app_of(service).state.sessions.keys)("another", "sample"), sessions_of(service).limits
        )
        app_of(service).state.sessions, before = other, app_of(service).state.sessions
        await browser.sign_in(HUONG)
        app_of(service).state.sessions = before
        assert await _status(browser) == 401

    async def test_of_an_older_release_is_nobody(self, browser: Browser, service: Service) -> None:
        await browser.sign_in(HUONG)
        await service.database[ROWS].update_many({}, {"$unset": {"who.name": ""}})
        assert await _status(browser) == 401

    async def test_is_read_once_for_a_page_and_not_at_all_for_the_public(
        self, browser: Browser, service: Service, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []
        find = Sessions.find

        async def counted(self: Sessions, cookie: str) -> object:
            asked.append(cookie)
            return await find(self, cookie)

        monkeypatch.setattr(Sessions, "find", counted)
        await browser.get("/new")
        await browser.get("/")
        assert (asked, await _rows(service)) == ([], 0)
        await browser.sign_in(HUONG)
        await browser.get("/mine")
        assert len(asked) == 1
        await browser.get("/static/x/ocop.css")
        assert len(asked) == 1


class TestItsTime:
    async def test_is_prolonged_by_work_up_to_the_longest(self, browser: Browser, clock: FixedClock) -> None:
        await browser.sign_in(HUONG)
        for _ in range(13):
            clock.advance(timedelta(minutes=55))
            assert await _status(browser) == 200
        clock.advance(timedelta(minutes=10))  # twelve hours and five minutes
        assert await _status(browser) == 401

    async def test_ends_without_work(self, browser: Browser, clock: FixedClock) -> None:
        await browser.sign_in(HUONG)
        clock.advance(timedelta(minutes=59))
        assert await _status(browser) == 200
        clock.advance(timedelta(minutes=60))
        assert await _status(browser) == 401
        clock.set(NOON + timedelta(minutes=60))
        assert await _status(browser) == 200  # the clock alone ended it

    async def test_is_written_once_a_minute_at_most(
        self, browser: Browser, service: Service, clock: FixedClock
    ) -> None:
        await browser.sign_in(HUONG)
        seen = []
        for seconds in (30, 20, 20, 30):
            clock.advance(timedelta(seconds=seconds))
            await browser.get("/mine")
            seen.append((await service.database[ROWS].find_one({}))["seen_at"] - NOON)
        assert [round(one.total_seconds()) for one in seen] == [0, 0, 70, 70]

    async def test_does_not_begin_in_the_future(self, browser: Browser, clock: FixedClock) -> None:
        await browser.sign_in(HUONG)
        clock.set(NOON - timedelta(days=365))
        assert await _status(browser) == 401

    async def test_follows_the_settings(self, mongodb_uri: str, fresh_name: str, tmp_path: Path) -> None:
        settings = development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=fresh_name,
            home=tmp_path,
            public_url=PUBLIC,
            session_idle_minutes=30,
            session_hours=1,
        )
        strict = build(settings)
        clock = strict.work.clock = FixedClock(NOON)
        async with Browser(strict) as browser:
            await browser.sign_in(HUONG)
            for minutes, status in ((29, 200), (29, 200), (2, 401)):
                clock.advance(timedelta(minutes=minutes))
                assert await _status(browser) == status
        await strict.database.drop()
        strict.database.close()


@pytest.fixture
async def https(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    made = build(
        development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=fresh_name,
            home=tmp_path,
            public_url="https://ocop.example.vn/hung-yen",
            session_secret="s" * 32,
            offices="33/330/*",
        )
    )
    yield made
    made.database.close()


class TestTheCookies:
    def test_are_the_services_own(self, service: Service, https: Service) -> None:
        """A browser tells neither ports nor paths of `/` apart: services on one host need names of their own."""
        assert session_cookie(service) == "ocop_session_sample"
        assert session_cookie(https) == "__Host-ocop_session_sample_33-330-all"
        assert visit_cookie(https) == "__Host-ocop_visit_sample_33-330-all"

    async def test_of_a_visit_are_for_http_alone_and_no_other_site(self, browser: Browser) -> None:
        announced = (await browser.get("/new")).headers["set-cookie"].lower()
        assert announced.startswith("ocop_visit_sample=")
        for attribute in ("httponly", "samesite=lax", "path=/"):
            assert attribute in announced
        assert "secure" not in announced

    async def test_over_tls_are_bound_to_the_host(self, https: Service) -> None:
        async with Browser(https) as browser:
            announced = (await browser.get("/new")).headers["set-cookie"].lower()
        assert announced.startswith("__host-ocop_visit_sample_33-330-all=")
        assert {part.strip() for part in announced.split(";")} >= {"secure", "httponly", "samesite=lax", "path=/"}
        assert "domain=" not in announced

    async def test_of_a_visit_made_up_are_worth_nothing(self, browser: Browser, service: Service) -> None:
        forged = visit(service, {"csrf": "mine"}, key="another")
        browser.cookies.set(*forged)
        answer = await browser.post("/things", data={"_csrf": "mine", "name": "Mật ong"})
        assert answer.status_code == 403


class TestTheSecret:
    def test_is_one_for_the_services_of_a_development_machine(self, tmp_path: Path) -> None:
        settings = development_settings(home=tmp_path, public_url=PUBLIC, session_secret=None)
        first = secret(settings)
        assert first == secret(settings)
        assert len(first) >= 48
        assert (tmp_path / "session.secret").stat().st_mode & 0o077 == 0

    def test_must_be_given_where_the_site_is_public(self, tmp_path: Path) -> None:
        settings = development_settings(home=tmp_path, public_url="https://ocop.example.vn", session_secret=None)
        with pytest.raises(SessionSecretMissingError, match="OCOP_SESSION_SECRET"):
            secret(settings)
