"""The first page of a development estate: for people, one click from what each can try; operators' words are apart."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from estate import services
from estate.front.front import Front
from estate.front.sign_in_as.trying import trying
from estate.people import people
from estate.processes.children import free_port
from estate.province import marker
from estate.province.marker import Marker
from estate.servers.identity.provider import Provider, Seen
from estate.servers.identity.sign_ons import COOKIE
from estate.servers.mail import Mailbox
from kit.settings import development_settings
from kit.web.app import app_of

MACHINES = ("Kafka", "OpenAPI", "make demo", "/openapi.json", "producer.huong")


@pytest.fixture
async def front(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Front]:
    """A front with its own provider, or without one where a test says so."""
    own = getattr(request, "param", True)
    seen = Seen(tmp_path, free_port(), ["http://127.0.0.1:8080/registry/sign-in/callback"], ["http://127.0.0.1:8080"])
    threads = [Provider(seen)] if own else []
    made = Front(development_settings(home=tmp_path), {}, threads, Mailbox(tmp_path / "mail"))
    for thread in threads:
        thread.start()
    yield made
    for thread in threads:
        await asyncio.to_thread(thread.stop)
    made.database.close()


@pytest.fixture
async def browser(front: Front) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app_of(front), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        yield client


async def click(browser: httpx.AsyncClient, person: str, to: str) -> httpx.Response:
    page = (await browser.get("/")).text
    token = page.split('name="_csrf" value="')[1].split('"')[0] if "_csrf" in page else ""
    return await browser.post("/as", data={"_csrf": token, "person": person, "to": to})


class TestTheFirstPage:
    def test_has_everybody_in_exactly_one_group(self) -> None:
        listed = Counter(id for group in trying().groups for id in group.people)
        assert listed == {person.id: 1 for person in people().people}
        for thing in trying().things:
            assert thing.who

    def test_leads_to_services_that_there_are(self) -> None:
        for to in {thing.to for thing in trying().things} | {group.to for group in trying().groups}:
            service, _, path = to.partition(":")
            assert service in services.NAMES, to
            assert path.startswith("/"), to

    async def test_speaks_to_people_in_both_languages(self, browser: httpx.AsyncClient) -> None:
        for language, words in {"vi": "Ba việc nên thử", "en": "Three things to try"}.items():
            page = (await browser.get("/", headers={"accept-language": language})).text
            assert words in page
            text = page.replace('value="producer.huong"', "")
            assert not [word for word in MACHINES if word in text]

    async def test_leaves_what_operators_need_to_their_corner(self, browser: httpx.AsyncClient) -> None:
        page = (await browser.get("/operators")).text
        for word in ("Apache Kafka", "/registry/openapi.json", "make reset", "OCOP_PROVINCE=empty"):
            assert word in page

    async def test_says_how_far_the_sample_province_is(self, browser: httpx.AsyncClient, tmp_path: Path) -> None:
        marker.write(
            tmp_path, Marker("making", done=["a"], of=12, vi="Hồ sơ đến hạn hôm nay", en="A dossier due today")
        )
        making = await browser.get("/")
        assert "1/12" in making.text
        assert "Hồ sơ đến hạn hôm nay" in making.text
        assert "refresh" in making.headers
        assert "<button" not in making.text.split("<main")[1]
        marker.write(tmp_path, Marker("failed", vi="Hội đồng đang chấm", failed="NotAsExpectedError: POST /x: 409"))
        failed = await browser.get("/")
        assert "Dừng ở bước: Hội đồng đang chấm." in failed.text
        assert "NotAsExpectedError" not in failed.text, "why is said to those who run it"
        assert "NotAsExpectedError" in (await browser.get("/operators")).text
        assert "refresh" not in failed.headers
        marker.write(tmp_path, Marker("empty"))
        assert "chưa có hồ sơ mẫu" in (await browser.get("/")).text


class TestAClickOnAPerson:
    async def test_signs_in_and_leads_to_what_they_can_try(self, browser: httpx.AsyncClient, front: Front) -> None:
        answer = await click(browser, "producer.huong", "registry:/dossiers")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/registry/sign-in?next=/dossiers&silent=1"
        assert front.resources["sign_ons"].person(answer.cookies[COOKIE]) == "producer.huong"

    async def test_ends_the_session_of_whoever_was_signed_in_before(
        self, browser: httpx.AsyncClient, front: Front
    ) -> None:
        browser.cookies.set("ocop_session_registry", "somebody's", domain="127.0.0.1")
        first = (await click(browser, "producer.huong", "registry:/dossiers")).cookies[COOKIE]
        answer = await click(browser, "commune.officer", "evaluation:/work")
        sign_ons = front.resources["sign_ons"]
        assert sign_ons.person(first) is None
        assert sign_ons.person(browser.cookies[COOKIE]) == "commune.officer"
        assert "ocop_session_registry" not in browser.cookies
        assert answer.headers["location"].startswith("/evaluation/sign-in?")

    async def test_does_nothing_for_a_name_or_an_address_that_is_not_offered(self, browser: httpx.AsyncClient) -> None:
        for person, to in (("nobody", "registry:/dossiers"), ("producer.huong", "registry://evil.example/")):
            answer = await click(browser, person, to)
            assert answer.status_code == 404
            assert COOKIE not in answer.cookies

    async def test_counts_only_from_the_page_itself(self, browser: httpx.AsyncClient) -> None:
        sent = await browser.post("/as", data={"person": "producer.huong", "to": "registry:/dossiers"})
        assert sent.status_code == 403
        assert COOKIE not in sent.cookies

    @pytest.mark.parametrize("front", [False], indirect=True)
    async def test_is_not_there_where_people_sign_in_elsewhere(self, browser: httpx.AsyncClient) -> None:
        assert 'action="/dev/as"' not in (await browser.get("/")).text
        assert (await browser.post("/as", data={"person": "producer.huong", "to": "x"})).status_code == 404
