"""A form: of this session, sent once or twice, right or wrong."""

from __future__ import annotations

import re

import pytest

from kit.service import Service
from tests.kit.web.web_sample.client import HUONG, Browser, hidden_fields
from tests.kit.web.web_sample.things.use_cases import make_thing, rename_thing, things

SPITE = '"><script>alert(1)</script>{{ 7*7 }}'


async def _all(service: Service) -> list[str]:
    return [thing.name for thing in await things.select(service.work.reading(), {})]


class TestSendingAForm:
    async def test_does_its_work_and_leads_on_with_a_notice_shown_once(
        self, browser: Browser, service: Service
    ) -> None:
        hidden = await browser.hidden("/new")
        answer = await browser.post("/things", data={**hidden, "name": "Mật ong", "count": "3"})
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sample/things/")
        assert await _all(service) == ["Mật ong"]
        assert "Đã lưu Mật ong." in (await browser.get(answer.headers["location"])).text
        assert "Đã lưu Mật ong." not in (await browser.get(answer.headers["location"])).text

    async def test_twice_is_once(self, browser: Browser, service: Service) -> None:
        sent = {**await browser.hidden("/new"), "name": "Tương Bần"}
        first, second = await browser.post("/things", data=sent), await browser.post("/things", data=sent)
        assert first.headers["location"] == second.headers["location"]
        assert await _all(service) == ["Tương Bần"]

    async def test_from_elsewhere_is_refused_and_nothing_is_lost(self, browser: Browser, service: Service) -> None:
        hidden = await browser.hidden("/new")
        forged = {**hidden, "_csrf": "guessed", "name": "Nhãn lồng"}
        answer = await browser.post("/things", data=forged)
        assert answer.status_code == 403
        assert 'value="Nhãn lồng"' in answer.text
        assert "Biểu mẫu đã hết hiệu lực" in answer.text
        assert await _all(service) == []
        # The page shown again carries a token that counts.
        again = await browser.post("/things", data={**hidden_fields(answer.text), "name": "Nhãn lồng"})
        assert again.status_code == 303

    async def test_without_any_token_is_refused(self, browser: Browser, service: Service) -> None:
        answer = await browser.post("/things", data={"name": "Nhãn lồng"})
        assert answer.status_code == 403
        assert await _all(service) == []


class TestAFormThatAsksFirst:
    async def test_is_done_when_it_was_agreed_to(self, browser: Browser, service: Service) -> None:
        await browser.sign_in()
        one = await service.work.run(make_thing, name="Bưởi", count=0)
        where = f"/things/{one.id}/striking"
        asked = await browser.post(where, data=await browser.hidden(where))
        assert asked.status_code == 200
        assert "Xóa hẳn thứ này?" in asked.text
        assert await _all(service) == ["Bưởi"]
        assert (await browser.post(where, data=hidden_fields(asked.text))).status_code == 303
        assert await _all(service) == []

    async def test_asks_nobody_to_agree_to_what_is_refused_then(self, browser: Browser, service: Service) -> None:
        await browser.sign_in()
        used = await service.work.run(make_thing, name="Cam", count=3)
        where = f"/things/{used.id}/striking"
        hidden = await browser.hidden(where)
        refused = await browser.post(where, data=hidden)
        assert (refused.status_code, "còn dùng" in refused.text) == (409, True)
        await service.work.run(rename_thing, used.id, name="Cam Vinh", expected=1)
        assert (await browser.post(where, data=hidden)).status_code == 412


class TestAChoice:
    @pytest.mark.parametrize("kept", ["", "3", "5"], ids=["none of them", "one", "no longer offered"])
    async def test_that_was_made_is_shown_as_made(self, browser: Browser, kept: str) -> None:
        text = (await browser.get(f"/chosen?kept={kept}")).text
        checked = re.findall(r'<input[^>]*type="radio"[^>]*value="([^"]*)"[^>]* checked', text)
        assert checked == [kept]


class TestARefusedForm:
    async def test_is_shown_again_with_what_was_written_and_what_is_wrong(self, browser: Browser) -> None:
        hidden = await browser.hidden("/new?lang=en")
        answer = await browser.post("/things", data={**hidden, "name": "thing", "count": "12"})
        assert answer.status_code == 422
        assert "<title>Error: " in answer.text
        assert '<a href="#name">The name “thing” is too plain.' in answer.text
        assert 'id="name-error"' in answer.text
        assert 'value="thing"' in answer.text
        assert 'value="12"' in answer.text

    async def test_says_what_pydantic_found_in_the_pages_language(self, browser: Browser) -> None:
        hidden = await browser.hidden("/new")
        answer = await browser.post("/things", data={**hidden, "name": "Mật ong", "count": "nhiều"})
        assert answer.status_code == 422
        assert '<a href="#count">Phải là một số nguyên.' in answer.text
        assert 'value="nhiều"' in answer.text

    async def test_never_becomes_part_of_the_page(self, browser: Browser) -> None:
        hidden = await browser.hidden("/new")
        answer = await browser.post("/things", data={**hidden, "name": SPITE, "count": SPITE})
        assert answer.status_code == 422
        assert "<script>alert" not in answer.text
        assert "{{ 7*7 }}" in answer.text

    async def test_of_a_page_that_is_not_ours_is_shown_on_the_error_page(self, browser: Browser) -> None:
        hidden = {**await browser.hidden("/new"), "_page": "//evil.example/new"}
        answer = await browser.post("/things", data={**hidden, "name": "thing"})
        assert answer.status_code == 422
        assert "quá chung chung" in answer.text
        assert 'id="name"' not in answer.text

    async def test_of_a_stale_version_says_so(self, browser: Browser, service: Service) -> None:
        await browser.sign_in(HUONG)
        thing = await service.work.run(make_thing, name="Mật ong", count=1)
        hidden = await browser.hidden(f"/things/{thing.id}")
        await service.work.run(rename_thing, thing.id, name="Mật ong rừng", expected=1)
        answer = await browser.post(f"/things/{thing.id}", data={**hidden, "name": "Mật ong nhãn"})
        assert answer.status_code == 412
        assert "Nội dung đã được người khác thay đổi" in answer.text
        assert 'value="Mật ong nhãn"' in answer.text
        assert await _all(service) == ["Mật ong rừng"]

    async def test_of_somebody_signed_out_leads_to_sign_in_and_back_to_the_page(
        self, browser: Browser, service: Service
    ) -> None:
        thing = await service.work.run(make_thing, name="Mật ong", count=1)
        hidden = await browser.hidden(f"/things/{thing.id}")
        answer = await browser.post(f"/things/{thing.id}", data={**hidden, "name": "Khác"})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/sample/sign-in?next=/things/{thing.id}"
