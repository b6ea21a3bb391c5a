"""The kit's pages in a real browser, on a wide screen and a narrow one: readable, accessible, working with and without script."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright, expect

from kit.service import Service
from kit.settings import development_settings
from kit.web.app import app_of
from kit.web.assets.chromium import FLAGS, axe_script, chromium
from tests.kit.web.web_sample.client import HUONG, session, visit
from tests.kit.web.web_sample.service import build
from tests.kit.web.web_sample.things.use_cases import make_thing
from tests.pdfs import a_pdf

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    found = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        yield browser
        await browser.close()


@pytest.fixture
async def served(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    """The sample behind a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = development_settings(
        mongodb_uri=mongodb_uri, mongodb_database=fresh_name, home=tmp_path, public_url=f"http://127.0.0.1:{port}"
    )
    service = build(settings)
    await service.prepare()
    server = uvicorn.Server(uvicorn.Config(app_of(service), port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield service
    server.should_exit = True
    await running
    service.database.close()


@pytest.fixture(params=[1280, 380])
async def context(browser: Browser, served: Service, request: pytest.FixtureRequest) -> AsyncIterator[BrowserContext]:
    size = {"width": request.param, "height": 900}
    made = await browser.new_context(base_url=served.settings.public_url, viewport=size, locale="vi-VN")  # type: ignore[arg-type]
    yield made
    await made.close()


@pytest.fixture
async def page(context: BrowserContext) -> AsyncIterator[Page]:
    opened = await context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    assert [text for text in wrong if "status of 4" not in text and "net::ERR_FAILED" not in text] == []


async def is_sound(page: Page, name: str) -> None:
    """No serious finding of axe, nothing wider than the window, styled as it should be."""
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]
    # Through the browser's own channel, not a script of the page: the policy stops those, as it should.
    await page.evaluate(axe_script())
    found: dict[str, Any] = await page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        f"{item['id']}: {[node['html'] for node in item['nodes']]}"
        for item in found["violations"]
        if item["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px wider than the window"
    font = await page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "Noto Sans" in font


class TestAPage:
    @pytest.mark.parametrize("path", ["/sample/", "/sample/everything", "/sample/nowhere", "/sample/problems/stale"])
    @pytest.mark.parametrize("language", ["vi", "en"])
    async def test_is_sound(self, page: Page, served: Service, path: str, language: str) -> None:
        for name in ("Bánh dày Gàu", "Nhãn lồng Phố Hiến loại một thu hoạch đầu mùa"):
            await served.work.run(make_thing, name=name, count=1234)
        await page.goto(f"{path}?lang={language}")
        assert await page.get_attribute("html", "lang") == language
        await is_sound(page, f"{path.rpartition('/')[2] or 'front'}-{language}")

    async def test_is_sound_signed_in_and_with_a_notice(
        self, page: Page, context: BrowserContext, served: Service
    ) -> None:
        address = served.settings.public_url
        for name, value in (await session(served, HUONG), visit(served, {"notice": "Đã lưu Mật ong."})):
            await context.add_cookies([{"name": name, "value": value, "url": address}])
        await page.goto("/sample/mine")
        assert (await page.get_by_role("alert").inner_text()).split("\n") == ["Thành công", "", "Đã lưu Mật ong."]
        await is_sound(page, "mine")


class TestAForm:
    async def test_refused_leads_to_each_field_that_is_wrong(self, page: Page) -> None:
        await page.goto("/sample/everything")
        await page.get_by_label("Tên").fill("Mật ong")
        await page.get_by_label("Phiếu kiểm nghiệm").check()
        pdf: Any = {"name": "Phiếu.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
        await page.locator("input[type=file]").set_input_files(pdf)
        await page.get_by_role("button", name="Lưu").click()
        await page.wait_for_selector(".govuk-error-summary")
        assert (await page.title()).startswith("Lỗi: ")
        assert await page.get_by_label("Tên").input_value() == "Mật ong"
        assert await page.get_by_label("Phiếu kiểm nghiệm").is_checked()
        links = page.locator(".govuk-error-summary a")
        assert await links.count() == 7
        for link in await links.all():
            assert await page.locator(str(await link.get_attribute("href"))).count() == 1
        await is_sound(page, "everything-refused")

    async def test_sent_by_an_impatient_finger_is_sent_once(self, page: Page, served: Service) -> None:
        await page.goto("/sample/new")
        await page.get_by_label("Tên").fill("Tương Bần")
        await page.get_by_role("button", name="Lưu").dblclick()
        await page.wait_for_url("**/things/*")
        assert await page.locator("h1").inner_text() == "Tương Bần"
        await page.goto("/sample/")
        assert await page.get_by_role("link", name="Tương Bần").count() == 1


def answering(said: dict[str, Any]) -> Callable[[Route], Awaitable[None]]:
    """Has a route answered so."""
    return lambda route: route.fulfill(**said)


class TestTheWorkQueues:
    async def test_of_other_services_come_in_the_place_of_their_links(
        self, page: Page, context: BrowserContext, served: Service
    ) -> None:
        name, value = await session(served, HUONG)
        await context.add_cookies([{"name": name, "value": value, "url": served.settings.public_url}])
        owed = {"queues": [{"text": "Cần gọi hôm nay", "href": "/registry/calls", "count": "12"}]}
        answers: dict[str, Any] = {
            "registry": {"json": owed},
            "evaluation": {"json": {"queues": []}},
            "reporting": {"status": 401, "json": {}},
        }
        for service, answer in answers.items():
            await page.route(f"**/{service}/queues/own", answering(answer))
        await page.route("**/notifications/queues/own", lambda route: route.abort())
        await page.goto("/sample/queues")
        sections = page.locator("[data-queues]")
        await expect(sections.filter(has=page.locator('a[href="/registry/calls"]'))).to_contain_text("(12)")
        none = page.locator('[data-queues^="/evaluation"]')
        await expect(none).to_contain_text("Không có bàn việc nào của phần này dành cho bạn.")
        for away in ("reporting", "notifications"):
            await expect(page.locator(f'a[href="/{away}/queues"]')).to_be_visible()
        await is_sound(page, "queues")


class TestWithoutScript:
    async def test_everything_can_still_be_done(self, browser: Browser, served: Service) -> None:
        context = await browser.new_context(base_url=served.settings.public_url, java_script_enabled=False)
        page = await context.new_page()
        await page.goto("/sample/new")
        await page.get_by_label("Tên").fill("Tương Bần")
        await page.get_by_role("button", name="Lưu").click()
        assert await page.locator("h1").inner_text() == "Tương Bần"
        await context.close()
