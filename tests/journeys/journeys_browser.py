"""People in their browsers: they sign in at the provider, follow links, fill forms; every page they come by is looked at."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, Page

from estate.demo.papers import paper
from kit.web.assets.chromium import axe_script

SHOTS = os.environ.get("OCOP_SCREENSHOTS")
"""A folder to leave pictures in, to be looked at."""
WIDTHS = (380, 1280)
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{40,}")


@dataclass
class Town:
    """The browser and the site; remembers which pages were looked at, so that each is looked at once."""

    browser: Browser
    url: str
    looked_at: set[str] = field(default_factory=set)
    _visitors: dict[str, Visitor] = field(default_factory=dict)

    async def visitor(self, who: str = "") -> Visitor:
        """Somebody of people.yaml (or the public), with a browser of their own."""
        if who not in self._visitors:
            context = await self.browser.new_context(base_url=self.url, locale="vi-VN")
            context.set_default_timeout(15_000)
            self._visitors[who] = Visitor(who, self, await context.new_page())
        return self._visitors[who]


@dataclass
class Visitor:
    """One person in one browser."""

    who: str
    town: Town
    page: Page

    async def open(self, path: str, *, look: bool = True) -> None:
        """Opens a page, signing in on the way when it asks for that."""
        await self.page.goto(path)
        await self._sign_in()
        if look:
            await self.look()

    async def follow(self, name: str | re.Pattern[str]) -> None:
        """Clicks a link or a button that leads on, and looks at where it leads."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("link", name=name).or_(self.page.get_by_role("button", name=name)).first.click()
        await self._sign_in()
        await self.look()

    async def follow_in(self, row: str, name: str) -> None:
        """Clicks a link in the row of a table that says something."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("row").filter(has_text=row).get_by_role("link", name=name).click()
        await self.look()

    async def send(self, button: str) -> None:
        """Presses a form's button; raises when the form comes back with something wrong."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=button, exact=True).click()
        sure = self.page.get_by_role("button", name="Đồng ý, thực hiện", exact=True)
        if await sure.count():  # what cannot be taken back is asked about first
            async with self.page.expect_navigation():
                await sure.click()
        wrong = self.page.locator(".govuk-error-summary")
        assert await wrong.count() == 0, f"{self.who}, {button}: {await wrong.first.inner_text()}"
        await self.look()

    async def tick(self, filled: Mapping[str, Mapping[str, str]]) -> None:
        """Fills a score sheet: an option per criterion, or points per part."""
        for part, points in filled.get("parts", {}).items():
            await self.page.locator(f'[name="parts-{part}"]').fill(points)
        wanted = [f'input[name="answers-{id}"][value="{option}"]' for id, option in filled.get("answers", {}).items()]
        await self.page.evaluate("wanted => wanted.forEach(one => document.querySelector(one).click())", wanted)

    async def upload(self, name: str, kind: str) -> None:
        """Attaches a small real PDF as evidence of a kind."""
        file: Any = {"name": name, "mimeType": "application/pdf", "buffer": paper(name)}
        await self.page.locator("input[type=file]").set_input_files(file)
        await self.page.locator("#kind").select_option(kind)
        await self.send("Tải lên")

    async def open_until(self, path: str, text: str, within: float = 20.0) -> None:
        """Opens a page again and again until it shows what the other services are about to bring."""
        for _ in range(int(within / 0.3)):
            await self.open(path, look=False)
            if await self.page.get_by_text(text).first.is_visible():
                await self.look()
                return
            await asyncio.sleep(0.3)
        raise AssertionError(f"{path} does not show {text!r}: {await self.page.locator('main').inner_text()}")

    async def look(self) -> None:
        """Looks at the page on a wide screen and a narrow one: nothing serious for axe, nothing too wide, nothing raw."""
        known = _ID.sub("…", self.page.url.removeprefix(self.town.url).partition("?")[0])
        if known in self.town.looked_at:
            return
        self.town.looked_at.add(known)
        for width in WIDTHS:
            await self.page.set_viewport_size({"width": width, "height": 900})
            if SHOTS:
                name = re.sub(r"\W+", "-", known).strip("-") or "front"
                await self.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
            assert await self._serious() == [], f"{known} at {width}"
            wide = await self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{known}: {wide} px wider than {width}"
        assert await self.page.get_attribute("html", "lang") == "vi", known
        text = await self.page.locator("main").inner_text()
        assert not re.search(r"\bNone\b|\bundefined\b|\{\{|\{[a-z_]+\}|&[a-z]+;", text), f"{known}: {text}"

    async def _serious(self) -> list[str]:
        await self.page.evaluate(axe_script())
        found: dict[str, Any] = await self.page.evaluate("axe.run({resultTypes: ['violations']})")
        return [
            f"{item['id']}: {[node['html'] for node in item['nodes']][:3]}"
            for item in found["violations"]
            if item["impact"] in {"serious", "critical"}
        ]

    async def _sign_in(self) -> None:
        if "/oauth2/authorize" in self.page.url:
            async with self.page.expect_navigation(url=f"{self.town.url}/**"):
                await self.page.locator(f'button[value="{self.who}"]').click()
