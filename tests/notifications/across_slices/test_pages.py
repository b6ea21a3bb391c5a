"""The pages: what each person finds on them, forms that keep what was written, sound in a real browser on a wide screen and a narrow one."""

from __future__ import annotations

import asyncio
import html
import os
import re
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import httpx
import pytest
import uvicorn
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright

from kit.identity import Principal
from kit.web.app import app_of
from kit.web.assets.chromium import FLAGS, axe_script, chromium
from services.notifications.messages.lifecycle import State
from tests.callers import PUBLIC, BySession, begun, person
from tests.notifications.notifications_facts import COMMUNE, certified, expiring, known, returned
from tests.notifications.notifications_harness import FOREIGN, HOA, HUONG, MEMBER, MINH, VAN, PostOffice

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""


class Browser:
    """A person's browser without a screen: keeps cookies, reads forms, sends them."""

    def __init__(self, office: PostOffice, who: Principal | None) -> None:
        transport = httpx.ASGITransport(app=app_of(office.service), raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url=PUBLIC, timeout=30)
        if who:
            self.client.auth = BySession(office.service, who, self.client.cookies)
        self.text = ""

    async def open(self, path: str, status: int = 200) -> str:
        """Opens a page and answers its text, entities read."""
        answer = await self.client.get(path, headers={"accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == status, answer.text
        self.text = answer.text
        return html.unescape(self.text)

    async def submit(self, action: str, fields: dict[str, Any], status: int = 303) -> str:
        """Fills and sends the form of the open page that goes to `action`."""
        [block] = [
            found.group(0)
            for found in re.finditer(r'<form method="post" action="([^"]+)".*?</form>', self.text, re.DOTALL)
            if found.group(1).endswith(action)
        ]
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', block)
        data = {name: html.unescape(value) for name, value in hidden} | fields
        answer = await self.client.post(action, data=data)
        assert answer.status_code == status, answer.text
        self.text = answer.text
        return html.unescape(answer.text)


async def some_news(office: PostOffice) -> None:
    """A delivered one, a refused one, one without an address, one on its way."""
    await office.consume(known())
    await office.consume(certified())
    office.post.answers = ["RCPT 550 5.1.1 no such mailbox"]
    await office.deliver()
    await office.consume(returned())
    await office.deliver()
    await office.consume(expiring())


class TestTheFront:
    async def test_invites_strangers_and_leads_everybody_else_to_their_own(self, office: PostOffice) -> None:
        assert "đăng nhập để xem đã được báo những gì" in await Browser(office, None).open("/")
        assert "không gắn với chủ thể" in await Browser(office, person("nobody")).open("/")
        assert "Đã báo cho ai" in await Browser(office, MEMBER).open("/")
        assert "Đã báo cho ai" in await Browser(office, HUONG).open("/")
        assert "Đơn vị đã có đầu mối" in await Browser(office, VAN).open("/")


class TestThePageOfMessages:
    async def test_shows_each_what_concerns_them(self, office: PostOffice) -> None:
        await some_news(office)
        text = await Browser(office, HUONG).open("/messages")
        assert "Hồ sơ cần bổ sung: Long nhãn sấy Tân Hưng" in text
        assert "UBND xã Tân Hưng</td>" not in text
        assert "UBND xã Tân Hưng</td>" in await Browser(office, MINH).open("/messages")
        assert "Chưa có thông báo nào." in await Browser(office, FOREIGN).open("/messages")
        assert "Hồ sơ cần bổ sung" not in await Browser(office, HUONG).open("/messages?state=permanent-failure")

    async def test_leads_on_within_what_was_sought(self, office: PostOffice) -> None:
        about = "c&state=delivered#1"
        for _ in range(26):
            await office.consume(certified(certificate_id=about))
        text = await Browser(office, HUONG).open("/messages?" + urlencode({"about": about}))
        [following] = re.findall(r'href="[^"]*/messages(\?[^"]*after=[^"]*)"', text)
        assert dict(parse_qsl(following[1:]))["about"] == about
        assert "state=delivered" not in following.replace(quote(about, safe=""), "")

    async def test_shows_the_letter_word_for_word_and_what_became_of_it(self, office: PostOffice) -> None:
        await some_news(office)
        [failed] = [one for one in await office.messages() if one.state is State.PERMANENT_FAILURE]
        text = await Browser(office, MINH).open(f"/messages/{failed.id}")
        for part in (
            "1608/QĐ-UBND",
            "33-11977-1-2026",
            "550 5.1.1 no such mailbox",
            "Địa chỉ không nhận thư",
            "Gửi lại",
        ):
            assert part in text
        assert "Gửi lại</button>" not in await Browser(office, HUONG).open(f"/messages/{failed.id}")
        await Browser(office, FOREIGN).open(f"/messages/{failed.id}", status=404)


class TestTheWorkList:
    async def test_names_who_was_not_reached_why_and_the_next_best_way(self, office: PostOffice) -> None:
        await some_news(office)
        text = await Browser(office, MINH).open("/unreached")
        assert "0912 345 678" in text
        assert "Chưa có địa chỉ" in text
        assert "550 5.1.1 no such mailbox" in text
        assert "Ai cũng đã được báo." in await Browser(office, FOREIGN).open("/unreached")

    async def test_is_worked_off_by_sending_again_or_telling_otherwise(self, office: PostOffice) -> None:
        await some_news(office)
        [failed] = [one for one in await office.messages() if one.state is State.PERMANENT_FAILURE]
        minh, at = Browser(office, MINH), f"/messages/{failed.id}"
        await minh.open(at)
        refused = await minh.submit(f"{at}/told-otherwise", {"how": " "}, status=422)
        assert "Chưa ghi đã báo bằng cách nào" in refused
        await minh.open(at)
        await minh.submit(f"{at}/retry", {})
        assert "Thông báo sẽ được gửi lại ngay." in await minh.open(at)
        [waiting] = [one for one in await office.messages() if one.template == "product-certified-office"]
        await minh.open(f"/messages/{waiting.id}")
        await minh.submit(f"/messages/{waiting.id}/told-otherwise", {"how": "Gặp trực tiếp"})
        assert "Gặp trực tiếp" in await minh.open(f"/messages/{waiting.id}")


class TestThePageOfContacts:
    async def test_keeps_what_was_written_when_something_is_wrong(self, office: PostOffice) -> None:
        minh, at = Browser(office, MINH), f"/offices/{COMMUNE}"
        assert "Đầu mối của UBND xã Tân Hưng" in await minh.open(at)
        fields = {"contacts-0-name": "Trần Văn Minh", "contacts-0-email": "minh", "contacts-0-language": "vi"}
        text = await minh.submit(at, fields, status=422)
        assert 'href="#contacts-0-email"' in text
        assert 'value="Trần Văn Minh"' in text
        fields |= {
            "contacts-0-email": "minh@xa.example",
            "contacts-1-name": "Lan",
            "contacts-1-email": "lan@xa.example",
        }
        await minh.submit(at, fields | {"contacts-1-opted_out": "yes", "contacts-1-language": "en"})
        text = await minh.open(at)
        assert "Đã lưu đầu mối nhận tin." in text
        kept = (await office.read(MINH, f"/api/offices/{COMMUNE}"))["contacts"]
        assert [(one["email"], one["language"], one["opted_out"]) for one in kept] == [
            ("minh@xa.example", "vi", False),
            ("lan@xa.example", "en", True),
        ]
        await minh.submit(at, fields | {"contacts-1-name": "", "contacts-1-email": ""})
        assert len((await office.read(MINH, f"/api/offices/{COMMUNE}"))["contacts"]) == 1

    async def test_opens_by_code_and_says_when_there_is_no_such_office(self, office: PostOffice) -> None:
        hoa = Browser(office, HOA)
        await hoa.open("/offices")
        assert "Đầu mối của UBND xã Tân Hưng" in await hoa.open(f"/offices/open?office={COMMUNE}")
        assert "Không có đơn vị hành chính" in await hoa.open("/offices/open?office=33/99999", status=404)
        await Browser(office, FOREIGN).open(f"/offices/open?office={COMMUNE}", status=404)


class TestThePageOfWishes:
    async def test_lets_a_producer_choose(self, office: PostOffice) -> None:
        huong = Browser(office, HUONG)
        assert "Chưa có thông tin chủ thể" in await huong.open("/wishes")
        await office.consume(known())
        await huong.open("/wishes")
        await huong.submit("/wishes/p-1", {"opted_out": "true"})
        assert (await office.read(HUONG, "/api/producers/p-1/wishes"))["opted_out"] is True


@pytest.fixture(scope="module")
async def chromium_browser() -> AsyncIterator[Chromium]:
    found = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        yield browser
        await browser.close()


@pytest.fixture
async def served(opening: Any) -> AsyncIterator[PostOffice]:
    """The service behind a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office: PostOffice = await opening(public=f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(app_of(office.service), port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield office
    server.should_exit = True
    await running


class TestInARealBrowser:
    @pytest.mark.parametrize("width", [1280, 380])
    async def test_every_page_is_sound_in_both_languages(
        self, chromium_browser: Chromium, served: PostOffice, width: int
    ) -> None:
        await served.hold()
        await some_news(served)
        failed = next(one for one in await served.messages() if one.state is State.PERMANENT_FAILURE)
        address = served.service.settings.public_url
        context = await chromium_browser.new_context(
            base_url=address, viewport={"width": width, "height": 900}, locale="vi-VN"
        )
        page = await context.new_page()
        pages = [(None, "/"), (None, "/templates"), (None, "/templates/case-returned"), (HUONG, "/wishes")]
        pages += [(HOA, path) for path in ("/messages", "/unreached", "/offices", f"/offices/{COMMUNE}")]
        pages += [(HOA, f"/messages/{failed.id}")]
        for who, path in pages:
            if who:
                name, value = await begun(served.service, who)
                await context.add_cookies([{"name": name, "value": value, "url": address}])
            for language in ("vi", "en"):
                await page.goto(f"/notifications{path}?lang={language}")
                assert await page.get_attribute("html", "lang") == language
                await is_sound(page, f"{path.strip('/').replace('/', '-')}-{language}")
        await context.close()


async def is_sound(page: Page, name: str) -> None:
    """No serious finding of axe, nothing wider than the window."""
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} is {wide} px wider than the window"
    if not name.endswith("-vi"):  # the other language changes the words, not what axe looks at
        return
    await page.evaluate(axe_script())
    found: dict[str, Any] = await page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        f"{name} {item['id']}: {[node['html'] for node in item['nodes']]}"
        for item in found["violations"]
        if item["impact"] in {"serious", "critical"}
    ]
    assert serious == []
