"""The registry's pages in a real browser, on a wide screen and a narrow one: readable, accessible, and the sheet counts as it is filled."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from ocop_events.evaluation.case import CaseOpenedV1
from playwright.async_api import Browser, Page, async_playwright

from kit.identity import Principal
from kit.web.app import app_of
from kit.web.assets.chromium import FLAGS, axe_script, chromium
from law.rulebooks import shelf
from services.registry import seed
from tests.callers import begun
from tests.deployment import MARK, deploy
from tests.registry.registry_harness import (
    COMMUNE,
    HUONG,
    OFFICER,
    PROVINCE_OFFICER,
    Registry,
    a_draft,
    a_ready_draft,
    best,
    of_case,
    returned,
    ruled,
    submitted,
)

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""
TODAY = date(2026, 8, 3)


@dataclass
class Site:
    """A registry behind a real server, with what its pages are about."""

    registry: Registry
    address: str
    browser: Browser
    producer: str
    product: str
    certificate: str
    draft: str
    submitted: str
    owed: str

    async def page(self, who: Principal | None, width: int) -> Page:
        """A window of a person's browser."""
        size: Any = {"width": width, "height": 900}
        context = await self.browser.new_context(base_url=self.address, viewport=size, locale="vi-VN")
        if who:
            name, value = await begun(self.registry.service, who)
            await context.add_cookies([{"name": name, "value": value, "url": self.address}])
        return await context.new_page()


@pytest.fixture(scope="module")
async def site(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    database, home = f"{MARK}in_a_browser", tmp_path_factory.mktemp("registry")
    service = await deploy("registry", mongodb_uri, database, home, public_url=address)
    registry = Registry(service)
    await seed.seed(service)
    server = uvicorn.Server(uvicorn.Config(app_of(service), port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    found = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        yield await _filled(registry, address, browser)
        await browser.close()
    server.should_exit = True
    await running
    await service.database.drop()
    service.database.close()


async def _filled(registry: Registry, address: str, browser: Browser) -> Site:
    """One product recognised, one dossier before its office, one being written."""
    ready = await a_ready_draft(registry)
    dossier = await registry.send(HUONG, f"/api/dossiers/{ready['id']}/submission", {}, version=ready["version"])
    await registry.consume(ruled(dossier, on=TODAY))
    draft = await a_draft(registry)
    certificate = (await registry.read(HUONG, f"/api/dossiers/{dossier['id']}"))["certificate_id"]
    return Site(
        registry,
        address,
        browser,
        dossier["producer_id"],
        dossier["product_id"],
        certificate,
        draft["id"],
        dossier["id"],
        (await _owed(registry))["id"],
    )


async def _owed(registry: Registry) -> Any:
    """A dossier of which its office asked for two things, due in a week."""
    dossier = await submitted(registry)
    case = of_case(dossier) | {"case_id": "c-commune", "office": COMMUNE, "tier": "commune"}
    period: Any = {"due_on": date(2026, 8, 24), "period_days": 15, "period_counted": "working"}
    await registry.consume(CaseOpenedV1(**case, **period, number=dossier["number"], opened_on=TODAY))
    back = returned(dossier, "Phiếu kiểm nghiệm", "Ảnh bao bì", on=TODAY, by=date(2026, 8, 10))
    await registry.consume(back.model_copy(update=case), 2)
    return dossier


async def is_sound(page: Page, name: str) -> None:
    """No serious finding of axe, nothing wider than the window, no key or placeholder left."""
    if SHOTS:
        width = (page.viewport_size or {})["width"]
        await page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
    await page.evaluate(axe_script())
    found: dict[str, Any] = await page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        f"{item['id']}: {[node['html'] for node in item['nodes']][:3]}"
        for item in found["violations"]
        if item["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{wide} px wider than the window"


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("en", 380)])
class TestAPage:
    @pytest.mark.parametrize(
        "path", ["/", "/?q=xyz&place=abc", "/products/{product}", "/certificates/{certificate}", "/places?name=chi+tan"]
    )
    async def test_for_everybody_is_sound(self, site: Site, path: str, language: str, width: int) -> None:
        page = await site.page(None, width)
        await _visit(site, page, path, language)
        await page.context.close()

    @pytest.mark.parametrize(
        "path",
        [
            "/producers",
            "/producers/{producer}",
            "/producers/{producer}/edit",
            "/products/new?producer={producer}",
            "/products/{product}",
            "/products/{product}/dossiers/new",
            "/dossiers",
            "/dossiers/{draft}",
            "/dossiers/{draft}/evidence",
            "/dossiers/{draft}/self-assessment",
            "/dossiers/{submitted}/self-assessment",
            "/dossiers/{draft}/submission",
            "/dossiers/{submitted}",
            "/dossiers/{owed}",
            "/dossiers/{owed}/submission",
        ],
    )
    async def test_of_a_producer_is_sound(self, site: Site, path: str, language: str, width: int) -> None:
        page = await site.page(HUONG, width)
        await _visit(site, page, path, language)
        await page.context.close()

    @pytest.mark.parametrize("path", ["/dossiers/{owed}", "/calls", "/calls-phones/33/11977", "/comparisons/new"])
    async def test_of_an_officer_is_sound(self, site: Site, path: str, language: str, width: int) -> None:
        page = await site.page(PROVINCE_OFFICER, width)
        await _visit(site, page, path, language)
        await page.context.close()


async def _visit(site: Site, page: Page, path: str, language: str) -> None:
    known = {name: getattr(site, name) for name in ("producer", "product", "certificate", "draft", "submitted", "owed")}
    address = path.format(**known)
    answer = await page.goto(f"/registry{address}{'&' if '?' in address else '?'}lang={language}")
    assert answer is not None
    assert answer.status == 200
    name = path.strip("/").replace("/", "-").replace("?", "-").translate({ord(c): None for c in "{}=&+"}) or "search"
    await is_sound(page, f"{name}-{language}")


class TestTheSheetOnAPhone:
    async def test_counts_as_it_is_filled_and_says_what_is_missing(self, site: Site) -> None:
        page = await site.page(HUONG, 380)
        await page.goto(f"/registry/dossiers/{site.draft}/self-assessment?lang=vi")
        tally = page.locator("#tally")
        assert "0 trên 100 điểm" in await tally.inner_text()
        answers = best(shelf().get("R26"), 7)["answers"]
        for criterion, option in list(answers.items())[:3]:
            await page.locator(f"input[name='answers-{criterion}'][value='{option}']").check()
        await page.get_by_text("Chưa lưu.").wait_for()
        points = sum(
            shelf().get("R26").sheet(7).by_criterion[c].by_option[o].points for c, o in list(answers.items())[:3]
        )
        await page.get_by_text(f"{points} trên 100 điểm").wait_for()
        assert await tally.is_visible()
        assert f"Còn {len(answers) - 3} trên" in await tally.inner_text()
        way = await page.locator("#reach").inner_text()
        assert f"cần thêm {50 - points} điểm" in way
        assert list(answers)[3] in way  # the first criterion that is still open is named
        box = await tally.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900  # in sight, wherever the sheet is scrolled to
        if SHOTS:
            await page.screenshot(path=str(Path(SHOTS) / "sheet-in-sight.png"))
        await is_sound(page, "sheet-live")
        await page.get_by_role("button", name="Lưu nháp").click()
        await page.get_by_text("Đã lưu phiếu tự đánh giá.").wait_for()
        assert f"{points} trên 100 điểm" in await page.locator("#tally").inner_text()
        await page.context.close()

    async def test_is_only_read_by_an_office(self, site: Site) -> None:
        page = await site.page(OFFICER, 380)
        await page.goto(f"/registry/dossiers/{site.submitted}/self-assessment?lang=vi")
        assert "100 trên 100 điểm" in await page.locator("#tally").inner_text()
        assert await page.get_by_role("button", name="Lưu nháp").count() == 0
        await page.context.close()
