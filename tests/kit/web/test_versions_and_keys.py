"""Changes that say which version they change, commands that say which command they are, pages by key."""

from __future__ import annotations

import pytest

from kit.service import Service
from tests.kit.web.web_sample.client import HUONG, Browser
from tests.kit.web.web_sample.things.use_cases import make_thing, things


@pytest.fixture
async def huong(browser: Browser) -> Browser:
    await browser.sign_in(HUONG)
    browser.headers.update(browser.token)
    return browser


class TestChanging:
    async def test_needs_the_version_that_was_seen(self, huong: Browser) -> None:
        made = await huong.post("/api/things", json={"name": "Mật ong"})
        assert (made.status_code, made.headers["etag"]) == (201, '"1"')
        address = made.headers["location"]
        assert address == f"/sample/api/things/{made.json()['id']}"
        changed = await huong.put(address, json={"name": "Mật ong nhãn"}, headers={"If-Match": '"1"'})
        assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
        assert (await huong.get(address)).headers["etag"] == '"2"'

    async def test_without_a_version_is_refused(self, huong: Browser, service: Service) -> None:
        thing = await service.work.run(make_thing, name="Mật ong", count=1)
        answer = await huong.put(f"/api/things/{thing.id}", json={"name": "Khác"})
        assert (answer.status_code, answer.json()["slug"]) == (428, "precondition.missing")

    async def test_of_a_stale_version_is_refused(self, huong: Browser, service: Service) -> None:
        thing = await service.work.run(make_thing, name="Mật ong", count=1)
        answer = await huong.put(f"/api/things/{thing.id}", json={"name": "Khác"}, headers={"If-Match": '"7"'})
        assert (answer.status_code, answer.json()["slug"]) == (412, "stale")

    @pytest.mark.parametrize("version", ["*", '"1", "2"', "abc", '"-1"', '"99999999999999999999"'])
    async def test_of_no_version_of_ours_is_refused(self, huong: Browser, version: str) -> None:
        answer = await huong.put("/api/things/x", json={"name": "Khác"}, headers={"If-Match": version})
        assert (answer.status_code, answer.json()["slug"]) == (400, "precondition.unreadable")


class TestAKeyedCommand:
    async def test_is_done_once_however_often_it_is_sent(self, huong: Browser, service: Service) -> None:
        key = {"Idempotency-Key": "k-1"}
        first = await huong.post("/api/things", json={"name": "Mật ong"}, headers=key)
        second = await huong.post("/api/things", json={"name": "Mật ong"}, headers=key)
        assert (first.status_code, first.json()) == (second.status_code, second.json())
        assert await things.count(service.work.reading(), {}) == 1

    async def test_is_refused_when_the_key_was_another_commands(self, huong: Browser) -> None:
        key = {"Idempotency-Key": "k-1"}
        await huong.post("/api/things", json={"name": "Mật ong"}, headers=key)
        answer = await huong.post("/api/things", json={"name": "Tương"}, headers=key)
        assert (answer.status_code, answer.json()["slug"]) == (422, "idempotency.key-reused")

    @pytest.mark.parametrize("key", ["", " ", "a" * 201, "có dấu"])
    async def test_is_refused_when_the_key_is_none(self, huong: Browser, key: str) -> None:
        headers = [(b"idempotency-key", key.encode())]
        answer = await huong.post("/api/things", json={"name": "Mật ong"}, headers=headers)
        assert (answer.status_code, answer.json()["slug"]) == (400, "idempotency.key-unreadable")


class TestPaging:
    async def test_links_to_the_next_page_until_there_is_none(self, browser: Browser, service: Service) -> None:
        for name in ["Bánh", "Cam", "Đậu", "Ếch", "Gạo"]:
            await service.work.run(make_thing, name=name, count=1)
        seen, address = [], "/sample/api/things?limit=2"
        while address:
            answer = await browser.get(address)
            seen += [item["name"] for item in answer.json()["items"]]
            link = answer.headers.get("link", "")
            address = link.partition(">")[0].removeprefix("<")
        assert seen == ["Bánh", "Cam", "Gạo", "Đậu", "Ếch"]

    async def test_refuses_a_key_it_did_not_make(self, browser: Browser) -> None:
        answer = await browser.get("/api/things?after=zzz")
        assert (answer.status_code, answer.json()["slug"]) == (422, "paging.cursor-unreadable")
