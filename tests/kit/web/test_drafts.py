"""What was written is there again: after the session, beside what others saved, in two windows; and for its own person only."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
import pytest

from kit.drafts.store import contents, drafts
from kit.identity import Principal
from kit.service import Service
from kit.web.app import app_of
from tests.kit.web.web_sample.client import HUONG, Browser, hidden_fields
from tests.kit.web.web_sample.things.use_cases import make_thing, rename_thing, things

LAN = Principal.of("u-lan", "Trần Thị Lan", "producer@p-2")


def form_of(page: str) -> dict[str, str]:
    """The hidden fields of the form that keeps drafts."""
    found = re.search(r"<form[^>]*data-draft>(.*?)</form>", page, re.S)
    assert found, page[-3_000:]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', found.group(1))
    return {name: html.unescape(value) for name, value in pairs}


async def opened(browser: Browser, address: str) -> dict[str, str]:
    page = await browser.get(address)
    assert page.status_code == 200, page.text
    return form_of(page.text)


async def autosaved(browser: Browser, fields: dict[str, str], *touched: str) -> Any:
    answer = await browser.post("/drafts", data={**fields, "_touched": list(touched)})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def ended(service: Service, browser: Browser) -> None:
    """The session is over, as after its time; the browser keeps its cookie."""
    await app_of(service).state.sessions.end_all_of(HUONG.id)


@pytest.fixture
async def thing(service: Service, browser: Browser) -> Any:
    await browser.sign_in(HUONG)
    return await service.work.run(make_thing, name="Mật ong", count=1)


class TestAFormWhoseSessionHasEnded:
    async def test_is_there_again_after_the_sign_in_without_script(
        self, browser: Browser, service: Service, thing: Any
    ) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await ended(service, browser)
        answer = await browser.post(f"/things/{thing.id}", data={**fields, "name": "Mật ong nhãn"})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/sample/sign-in?next=/things/{thing.id}"
        await browser.sign_in(HUONG)
        page = (await browser.get(f"/things/{thing.id}")).text
        assert 'value="Mật ong nhãn"' in page
        assert "đang giữ phần bạn viết lúc" in page
        sent = await browser.post(f"/things/{thing.id}", data={**form_of(page), "name": "Mật ong nhãn"})
        assert sent.status_code == 303
        assert "đang giữ phần bạn viết" not in (await browser.get(f"/things/{thing.id}")).text

    async def test_is_nobodys_who_signs_in_next(self, browser: Browser, service: Service, thing: Any) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await ended(service, browser)
        await browser.post(f"/things/{thing.id}", data={**fields, "name": "Bí mật"})
        await browser.sign_in(LAN)
        assert "Bí mật" not in (await browser.get(f"/things/{thing.id}")).text
        # nor when they come by its old page
        answer = await browser.post(f"/things/{thing.id}", data={**fields, "name": "Bí mật khác"})
        assert answer.status_code == 403
        assert "Bí mật khác" not in answer.text
        assert "được giữ cho người đó" in answer.text
        await browser.sign_in(HUONG)
        assert "Bí mật khác" in (await browser.get(f"/things/{thing.id}")).text

    async def test_that_does_not_say_whose_it_is_keeps_nothing(self, browser: Browser, service: Service) -> None:
        answer = await browser.post("/drafts", data={"_form": "/x", "_page": "/x", "name": "a", "_writer": "forged"})
        assert answer.status_code == 403
        assert await drafts.count(service.work.reading(), {}) == 0


class TestAnAutosave:
    async def test_says_when_and_is_shown_again(self, browser: Browser, thing: Any) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        announced = await autosaved(browser, {**fields, "name": "Mật ong rừng"}, "name")
        assert re.fullmatch(r"\d\d:\d\d", announced["at"])
        assert announced["left"]["idle"] > 0
        assert 'value="Mật ong rừng"' in (await browser.get(f"/things/{thing.id}")).text

    async def test_is_given_up_by_its_own_button(self, browser: Browser, thing: Any) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await autosaved(browser, {**fields, "name": "Khác"}, "name")
        page = (await browser.get(f"/things/{thing.id}")).text
        answer = await browser.post("/drafts/discard", data=hidden_fields(page))
        assert answer.headers["location"] == f"/sample/things/{thing.id}"
        assert 'value="Mật ong"' in (await browser.get(f"/things/{thing.id}")).text

    async def test_that_comes_after_its_form_was_taken_is_no_draft(self, browser: Browser) -> None:
        await browser.sign_in(HUONG)
        fields = {**await opened(browser, "/new"), "name": "Tương Bần", "count": "1"}
        assert (await browser.post("/things", data=fields)).status_code == 303
        assert (await autosaved(browser, fields, "name", "count"))["done"] is True
        assert 'value="Tương Bần"' not in (await browser.get("/new")).text

    async def test_of_a_field_back_at_what_is_kept_is_no_change(
        self, browser: Browser, service: Service, thing: Any
    ) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await autosaved(browser, {**fields, "name": "Khác"}, "name")
        await autosaved(browser, {**fields, "name": "Mật ong"}, "name")
        assert (await drafts.select(service.work.reading(), {}))[0].changes == {}

    async def test_changes_nothing_that_counts(self, browser: Browser, service: Service, thing: Any) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await autosaved(browser, {**fields, "name": "Khác"}, "name")
        assert [(one.name, one.version) for one in await things.select(service.work.reading(), {})] == [("Mật ong", 1)]

    async def test_has_bounds(self, browser: Browser, thing: Any) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        answer = await browser.post(
            "/drafts",
            data={**fields, "name": "a" * 300_000, "_touched": "name"},
            headers={"accept": "application/json"},
        )
        assert answer.status_code == 413


class TestTwoWindows:
    async def test_keep_what_each_wrote(self, browser: Browser) -> None:
        await browser.sign_in(HUONG)
        one, two = await opened(browser, "/new"), await opened(browser, "/new")
        await autosaved(browser, {**one, "name": "Nhãn lồng", "count": "0"}, "name")
        await autosaved(browser, {**two, "name": "", "count": "7"}, "count")
        page = (await browser.get("/new")).text
        assert 'value="Nhãn lồng"' in page
        assert 'value="7"' in page

    async def test_sent_from_one_leave_the_other_its_own(self, browser: Browser, service: Service) -> None:
        await browser.sign_in(HUONG)
        one, two = await opened(browser, "/new"), await opened(browser, "/new")
        await autosaved(browser, {**two, "name": "", "count": "7"}, "count")
        sent = await browser.post("/things", data={**one, "name": "Nhãn lồng", "count": "0"})
        assert sent.status_code == 303
        page = (await browser.get("/new")).text
        assert 'value="7"' in page
        assert 'value="Nhãn lồng"' not in page

    async def test_that_wrote_into_one_field_lose_neither(self, browser: Browser, service: Service) -> None:
        await browser.sign_in(HUONG)
        one, two = await opened(browser, "/new"), await opened(browser, "/new")
        await autosaved(browser, {**one, "name": "Bản dài của cửa sổ một"}, "name")
        await autosaved(browser, {**two, "name": "Bản hai"}, "name")
        page = (await browser.get("/new")).text
        assert 'value="Bản hai"' in page
        earlier = re.search(r"\?earlier=([0-9a-f-]+)", page)
        assert earlier
        assert 'value="Bản dài của cửa sổ một"' in (await browser.get(f"/new?earlier={earlier.group(1)}")).text
        await browser.sign_in(LAN)
        assert "cửa sổ một" not in (await browser.get(f"/new?earlier={earlier.group(1)}")).text
        assert await contents.count(service.work.reading(), {}) == 1


class TestAConflictOfVersions:
    async def test_shows_both_texts_and_the_next_press_is_knowing(
        self, browser: Browser, service: Service, thing: Any
    ) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await service.work.run(rename_thing, thing.id, name="Mật ong rừng", expected=1)
        answer = await browser.post(f"/things/{thing.id}", data={**fields, "name": "Mật ong nhãn"})
        assert answer.status_code == 412
        assert 'value="Mật ong nhãn"' in answer.text
        assert "Đã lưu ở nơi khác" in answer.text
        assert ">Mật ong rừng</td>" in answer.text
        again = await browser.post(f"/things/{thing.id}", data={**form_of(answer.text), "name": "Mật ong nhãn"})
        assert again.status_code == 303

    async def test_takes_the_other_side_where_nothing_was_written_here(
        self, browser: Browser, service: Service, thing: Any
    ) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await service.work.run(rename_thing, thing.id, name="Mật ong rừng", expected=1)
        answer = await browser.post(f"/things/{thing.id}", data={**fields, "name": "Mật ong"})
        assert answer.status_code == 412
        assert 'value="Mật ong rừng"' in answer.text

    async def test_of_a_draft_is_shown_when_its_page_is_opened(
        self, browser: Browser, service: Service, thing: Any
    ) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await autosaved(browser, {**fields, "name": "Mật ong nhãn"}, "name")
        await service.work.run(rename_thing, thing.id, name="Mật ong rừng", expected=1)
        page = (await browser.get(f"/things/{thing.id}")).text
        assert 'value="Mật ong nhãn"' in page
        assert ">Mật ong rừng</td>" in page


class TestAFormNothingComesOf:
    async def test_gives_back_what_was_written(self, browser: Browser, service: Service, thing: Any) -> None:
        fields = await opened(browser, f"/things/{thing.id}")
        await things.remove(service.work.reading(), thing)
        answer: httpx.Response = await browser.post(f"/things/{thing.id}", data={**fields, "name": "Rất dài và quý"})
        assert answer.status_code == 404
        assert "Rất dài và quý" in answer.text
