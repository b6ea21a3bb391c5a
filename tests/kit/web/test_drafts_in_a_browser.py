"""What is written in a real browser is there again: offline, stopped, reloaded, in a second tab, after the session."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from kit.drafts.store import drafts
from kit.identity import Principal
from kit.service import Service
from kit.web.app import app_of
from tests.kit.web.test_drafts import LAN
from tests.kit.web.test_in_a_browser import browser, is_sound, served
from tests.kit.web.web_sample.client import HUONG, session
from tests.kit.web.web_sample.things.use_cases import make_thing, things

__all__ = ["browser", "served"]
pytestmark = pytest.mark.timeout(60)


async def signs_in(context: BrowserContext, served: Service, who: Principal = HUONG) -> None:
    name, value = await session(served, who)
    await context.add_cookies([{"name": name, "value": value, "url": served.settings.public_url}])


@pytest.fixture
async def context(browser: Browser, served: Service) -> AsyncIterator[BrowserContext]:
    made = await browser.new_context(base_url=served.settings.public_url, viewport={"width": 768, "height": 900})
    made.set_default_timeout(10_000)
    await signs_in(made, served)
    yield made
    await made.close()


@pytest.fixture
async def page(context: BrowserContext) -> Page:
    return await context.new_page()


def state(page: Page) -> Any:
    return expect(page.locator("[data-draft-state]"))


async def kept(served: Service) -> list[str]:
    return [thing.name for thing in await things.select(served.work.reading(), {})]


class TestWhatIsWritten:
    async def test_is_saved_at_each_change_and_there_after_a_reload(self, page: Page, served: Service) -> None:
        await page.goto("/sample/new")
        await page.get_by_label("Tên").fill("Mật ong")
        await state(page).to_contain_text(re.compile(r"Đã lưu nháp \d\d:\d\d"))
        await page.reload()
        assert await page.get_by_label("Tên").input_value() == "Mật ong"
        await is_sound(page, "draft-restored")
        await page.get_by_role("button", name="Lưu", exact=True).click()
        await page.wait_for_url("**/things/*")
        await page.goto("/sample/new")
        assert await page.get_by_label("Tên").input_value() == ""

    async def test_is_there_at_once_after_a_reload_that_comes_before_the_autosave(self, page: Page) -> None:
        await page.goto("/sample/new")
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
        await page.get_by_label("Tên").fill("Mật ong")
        await page.reload()
        await expect(page.get_by_label("Tên")).to_have_value("Mật ong")


class TestOffline:
    async def test_what_is_written_is_kept_on_the_device_and_sent_when_back(
        self, page: Page, context: BrowserContext, served: Service
    ) -> None:
        await page.goto("/sample/new")
        await context.set_offline(True)
        await page.get_by_label("Tên").fill("Mật ong ngoại tuyến")
        await state(page).to_contain_text("được giữ trên máy này")
        await page.get_by_role("button", name="Lưu", exact=True).click()
        await state(page).to_contain_text("Mất mạng nên chưa gửi")
        stored = await page.evaluate("Object.entries(localStorage).flat().join()")
        assert "ocop-draft-" in stored
        assert "ngoại tuyến" not in stored
        await context.set_offline(False)
        await state(page).to_contain_text("Đã lưu nháp")
        await page.reload()
        await expect(page.get_by_label("Tên")).to_have_value("Mật ong ngoại tuyến")

    async def test_a_window_closed_meanwhile_loses_nothing_and_shows_the_next_person_nothing(
        self, page: Page, context: BrowserContext, served: Service
    ) -> None:
        await page.goto("/sample/new")
        await page.route("**/sample/drafts", lambda route: route.abort())
        await page.get_by_label("Tên").fill("Mật ong của Hương")
        await state(page).to_contain_text("được giữ trên máy này")
        await page.close()
        await signs_in(context, served, LAN)
        other = await context.new_page()
        await other.goto("/sample/new")
        await other.wait_for_load_state("networkidle")
        assert await other.get_by_label("Tên").input_value() == ""
        await signs_in(context, served, HUONG)
        again = await context.new_page()
        await again.goto("/sample/new")
        await expect(again.get_by_label("Tên")).to_have_value("Mật ong của Hương")
        found = await drafts.select(served.work.reading(), {})
        assert [one.person for one in found] == [HUONG.id]


class TestASave:
    async def test_that_was_stopped_can_be_sent_again(self, page: Page, served: Service) -> None:
        await page.goto("/sample/new")
        stopped = asyncio.Event()

        async def stop(route: Route) -> None:
            """What a browser does on Stop: the request is given up and the page stays."""
            await route.abort("aborted")
            stopped.set()

        await page.route("**/sample/things", stop)
        await page.get_by_label("Tên").fill("Tương Bần")
        await page.get_by_role("button", name="Lưu", exact=True).click(no_wait_after=True)
        await asyncio.wait_for(stopped.wait(), 10)
        await page.unroute("**/sample/things")
        await page.get_by_label("Tên").fill("Tương Bần hảo hạng")
        await asyncio.sleep(1.5)  # a second press at once is an impatient finger's
        await page.get_by_role("button", name="Lưu", exact=True).click()
        await page.wait_for_url("**/things/*")
        assert await kept(served) == ["Tương Bần hảo hạng"]

    async def test_that_reached_the_server_before_the_stop_is_done_once(self, page: Page, served: Service) -> None:
        await page.goto("/sample/new")
        arrived = asyncio.Event()

        async def lost(route: Route) -> None:
            await route.fetch(max_redirects=0)
            await route.abort()
            arrived.set()

        await page.route("**/sample/things", lost)
        await page.get_by_label("Tên").fill("Tương Bần")
        await page.get_by_role("button", name="Lưu", exact=True).click(no_wait_after=True)
        await asyncio.wait_for(arrived.wait(), 10)
        assert await kept(served) == ["Tương Bần"]
        await page.unroute("**/sample/things")
        await page.goto("/sample/new")
        await page.wait_for_load_state("networkidle")
        assert await page.get_by_label("Tên").input_value() == ""
        assert await kept(served) == ["Tương Bần"]

    async def test_in_a_second_tab_overwrites_nothing_silently(
        self, page: Page, context: BrowserContext, served: Service
    ) -> None:
        thing = await served.work.run(make_thing, name="Mật ong", count=1)
        second = await context.new_page()
        for one in (page, second):
            await one.goto(f"/sample/things/{thing.id}")
        await page.get_by_label("Tên").fill("Mật ong rừng")
        await page.get_by_role("button", name="Lưu", exact=True).click()
        await expect(page.locator("h1")).to_have_text("Mật ong rừng")
        await second.get_by_label("Tên").fill("Mật ong nhãn")
        answers: list[str] = []
        second.on("request", lambda one: answers.append(one.method) if one.is_navigation_request() else None)
        await second.get_by_role("button", name="Lưu", exact=True).click()
        await expect(second.locator("caption")).to_have_text("Hai bên khác nhau")
        await second.wait_for_load_state("networkidle")
        assert answers == ["POST"]  # pressed once: what the page shows already, it does not load again
        assert await kept(served) == ["Mật ong rừng"]
        await expect(second.get_by_role("cell", name="Mật ong rừng")).to_have_count(1)
        await expect(second.get_by_label("Tên")).to_have_value("Mật ong nhãn")
        await is_sound(second, "both-sides")

    async def test_that_is_refused_is_not_sent_again_for_what_was_written_beside_it(
        self, page: Page, context: BrowserContext, served: Service
    ) -> None:
        thing = await served.work.run(make_thing, name="Mật ong", count=1)
        second = await context.new_page()
        for one in (page, second):
            await one.goto(f"/sample/things/{thing.id}?beside")
        answers: list[str] = []
        second.on("request", lambda one: answers.append(one.method) if one.is_navigation_request() else None)

        async def away_before_the_press(route: Route) -> None:
            await (route.continue_() if answers else route.abort())

        await second.route("**/sample/drafts", away_before_the_press)
        await second.get_by_label("Cái khác").fill("Chè sen")
        await expect(second.locator("[data-draft-state]").last).to_contain_text("được giữ trên máy này")
        await page.get_by_label("Tên").fill("Mật ong rừng")
        await page.get_by_role("button", name="Lưu", exact=True).click()
        await expect(page.locator("h1")).to_have_text("Mật ong rừng")
        await second.get_by_label("Tên").fill("Mật ong nhãn")
        await second.get_by_role("button", name="Lưu", exact=True).click()
        await expect(second.locator("[data-draft-state]").last).to_contain_text("mở lại trang để xem")
        await second.wait_for_load_state("networkidle")
        assert answers == ["POST"]
        await second.goto(f"/sample/things/{thing.id}?beside")
        await expect(second.get_by_label("Cái khác")).to_have_value("Chè sen")


class TestASession:
    async def test_that_ended_keeps_what_was_sent_without_script(self, browser: Browser, served: Service) -> None:
        thing = await served.work.run(make_thing, name="Mật ong", count=1)
        made = await browser.new_context(base_url=served.settings.public_url, java_script_enabled=False)
        await signs_in(made, served)
        page = await made.new_page()
        address = f"/sample/things/{thing.id}"
        await page.goto(address)
        await page.get_by_label("Tên").fill("Mật ong rừng")
        await app_of(served).state.sessions.end_all_of(HUONG.id)
        await page.get_by_role("button", name="Lưu", exact=True).click()
        await signs_in(made, served)
        await page.goto(address)
        assert await page.get_by_label("Tên").input_value() == "Mật ong rừng"
        await made.close()

    async def test_about_to_end_says_so_and_is_prolonged_by_one_press(self, page: Page, served: Service) -> None:
        await page.clock.install()
        await page.goto("/sample/new")
        await page.clock.run_for(56 * 60 * 1000)
        announced = page.locator("[data-session]")
        await expect(announced).to_contain_text("sẽ kết thúc sau 5 phút")
        await is_sound(page, "session-ends")
        await announced.get_by_role("button", name="Làm việc tiếp").click()
        await expect(announced).to_be_hidden()
        await page.clock.run_for(65 * 60 * 1000)
        await expect(announced).to_contain_text("đã kết thúc")
        await expect(announced.get_by_role("link", name="Đăng nhập lại")).to_be_visible()
