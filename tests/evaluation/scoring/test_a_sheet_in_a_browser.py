"""A member's score sheet in a real browser: papers beside the question, the tally in sight, and nothing written is ever lost."""

from __future__ import annotations

import asyncio
import io
import os
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from ocop_events.registry.dossier import DossierSubmittedV1
from ocop_events.vocabulary import EvidenceRef, FilledSheet
from PIL import Image, ImageDraw
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from kit.identity import Principal
from kit.web.app import app_of
from kit.web.assets.chromium import axe_script
from law.rulebooks import shelf
from services.evaluation.scoring.store import sheets
from tests.callers import begun
from tests.deployment import MARK, deploy
from tests.evaluation.evaluation_harness import (
    CHAIR,
    FINDINGS,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    Deployment,
    Estate,
    best,
    dossier,
    seal_all,
    seats,
)
from tests.kit.web.test_in_a_browser import browser

__all__ = ["browser"]
pytestmark = pytest.mark.timeout(120)
SHOTS = os.environ.get("OCOP_SCREENSHOTS")
RULEBOOK = shelf().get("R26")
LEAVES = [leaf.id for leaf in RULEBOOK.sheet(1).leaves]
FIRST, SECOND = LEAVES[:2]
BEST = best(RULEBOOK, 1)
STATE = "[data-draft-state]"


@dataclass
class Site:
    """Evaluation behind a real server, with a case whose council scores."""

    evaluation: Deployment
    address: str
    case: str
    at_commune: str

    @property
    def sheet(self) -> str:
        return f"/evaluation{self.case.removeprefix('/api')}/sheet"

    async def saved(self, who: Principal) -> dict[str, Any]:
        """The answers and notes that are kept of somebody's sheet."""
        [kept] = await sheets.select(self.evaluation.service.work.reading(), {"member_id": who.id})
        return {"answers": kept.answers, "notes": kept.notes}


def _papers(address: str) -> list[EvidenceRef]:
    at = f"{address}/registry/api/dossiers/d-1/evidence"
    return [
        EvidenceRef(
            id=id,
            kind="test-report",
            name=name,
            size=184_320,
            media_type="application/pdf",
            sha256="0" * 64,
            url=f"{at}/{id}/content",
            shown_url=f"{at}/{id}/shown",
            criterion=criterion,
        )
        for id, name, criterion in (
            ("e-1", "Hợp đồng thu mua nhãn.pdf", FIRST),
            ("e-2", "Phiếu kiểm nghiệm dư lượng.pdf", FIRST),
            ("e-3", "Ảnh cơ sở sơ chế.jpg", None),
        )
    ]


@pytest.fixture(scope="module")
async def site(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    database, home = f"{MARK}a_sheet", tmp_path_factory.mktemp("evaluation")
    evaluation = Deployment(await deploy("evaluation", mongodb_uri, database, home, public_url=address))
    await evaluation.know(CHAIR, SECRETARY, *MEMBERS)
    estate = Estate([evaluation])
    content = dossier().model_copy(
        update={"evidence": _papers(address), "self_assessment": FilledSheet(answers=BEST, total="100", star=5)}
    )
    await estate.publish(DossierSubmittedV1(dossier_id="d-1", dossier=content))
    [line] = (await evaluation.read(SCREENER, "/api/cases"))["items"]
    commune = f"/api/cases/{line['id']}"
    await evaluation.send(SCREENER, f"{commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
    await evaluation.send(SCREENER, f"{commune}/forwarding", {}, version="case")
    await estate.settle()
    [line] = (await evaluation.read(OFFICER, f"/api/cases?office={PROVINCE}"))["items"]
    case = f"/api/cases/{line['id']}"
    await evaluation.send(OFFICER, f"{case}/council", seats(), version="case", method="PUT")
    await evaluation.send(CHAIR, f"{case}/scoring", version="case")
    server = uvicorn.Server(uvicorn.Config(app_of(evaluation.service), port=port, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield Site(evaluation, address, case, commune)
    server.should_exit = True
    await running
    await evaluation.service.database.drop()
    evaluation.service.database.close()


Window = Callable[..., Awaitable[Page]]


@pytest.fixture
async def window(browser: Browser, site: Site) -> AsyncIterator[Window]:
    """`await window(who, width)`: a window of somebody's browser; the registry beside it has two pages of each paper."""
    opened: list[BrowserContext] = []

    async def of(who: Principal, width: int = 1280, language: str = "vi") -> Page:
        size: Any = {"width": width, "height": 900}
        context = await browser.new_context(base_url=site.address, viewport=size, locale="vi-VN")
        opened.append(context)
        context.set_default_timeout(20_000)
        name, value = await begun(site.evaluation.service, who)
        await context.add_cookies([{"name": name, "value": value, "url": site.address}])
        await context.route("**/registry/**", _registry)
        page = await context.new_page()
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
        return page

    yield of
    for context in opened:
        await context.close()


async def _registry(route: Route) -> None:
    asked = route.request.url
    if asked.endswith("/shown/pages"):
        await route.fulfill(json={"pages": 2})
        return
    picture = Image.new("RGB", (1100, 1556), "white")
    ImageDraw.Draw(picture).text((80, 80), asked.partition("?")[2], fill="black", font_size=60)
    made = io.BytesIO()
    picture.save(made, "JPEG")
    await route.fulfill(body=made.getvalue(), content_type="image/jpeg")


async def _back(route: Route) -> None:
    """The registry has asked the provider and sends the browser where it came from."""
    back = parse_qs(urlsplit(route.request.url).query)["back"][0]
    await route.fulfill(status=303, headers={"location": back})


async def is_sound(page: Page, name: str) -> None:
    """Nothing that axe finds serious or moderate, nothing wider than the window."""
    width = (page.viewport_size or {})["width"]
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/{name}-{width}.png")
    await page.evaluate(axe_script())
    # The back link and the phase banner stand outside the landmarks where GOV.UK puts them.
    context = "{exclude: [['.govuk-back-link'], ['.govuk-phase-banner']]}"
    found: dict[str, Any] = await page.evaluate(f"axe.run({context}, {{resultTypes: ['violations']}})")
    wrong = [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found["violations"]]
    assert [one for one, item in zip(wrong, found["violations"], strict=True) if item["impact"] != "minor"] == []
    assert await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def option(page: Page, criterion: str, option: str | None = None) -> Any:
    return page.locator(f'input[name="answers-{criterion}"][value="{option or BEST[criterion]}"]')


async def autosaved(page: Page) -> None:
    await expect(page.locator(STATE)).to_contain_text(re.compile(r"Đã lưu nháp \d\d:\d\d"))


class TestPapers:
    async def test_open_beside_the_question_and_give_the_keyboard_back(self, site: Site, window: Window) -> None:
        page = await window(CHAIR)
        await page.goto(site.sheet)
        link = page.get_by_role("link", name="Hợp đồng thu mua nhãn.pdf")
        await link.focus()
        await page.keyboard.press("Enter")
        viewer, state = page.locator("#viewer"), page.locator("[data-viewer-state]")
        await expect(state).to_have_text("Trang 1 trên 2 · Tài liệu 1 trên 3")
        await expect(viewer.get_by_role("img", name="Hợp đồng thu mua nhãn.pdf, trang 1 trên 2")).to_be_visible()
        await is_sound(page, "viewer")
        await viewer.get_by_role("button", name="Trang sau").click()
        await expect(state).to_have_text("Trang 2 trên 2 · Tài liệu 1 trên 3")
        await option(page, FIRST).check()  # the question stands beside it
        await page.locator("[data-viewer-sheet]").focus()
        await page.keyboard.press("ArrowLeft")
        await expect(state).to_contain_text("Trang 1 trên 2")
        for _step in range(2):
            await viewer.get_by_role("button", name="Tài liệu sau").click()
        await expect(state).to_have_text("Trang 1 trên 2 · Tài liệu 3 trên 3")
        await page.keyboard.press("Escape")
        await expect(viewer).to_be_hidden()
        await expect(link).to_be_focused()

    async def test_fill_a_telephone_and_say_so_when_the_registry_does_not_know_the_reader(
        self, site: Site, window: Window
    ) -> None:
        page = await window(CHAIR, 380)
        await page.goto(site.sheet)
        link = page.get_by_role("link", name="Ảnh cơ sở sơ chế.jpg")
        await link.click()
        viewer = page.locator("#viewer")
        await expect(page.locator("[data-viewer-state]")).to_contain_text("Trang 1 trên 2")
        box = await viewer.bounding_box()
        assert box
        assert (box["x"], box["width"], box["height"]) == (0, 380, 900)
        await is_sound(page, "viewer")
        await page.keyboard.press("Escape")
        await expect(link).to_be_focused()
        await page.route("**/shown/pages", lambda route: route.fulfill(status=401, json={}))
        await page.route("**/sign-in?silent=1*", _back)
        await link.click()
        await expect(page.locator("[data-viewer-state]")).to_contain_text("cần bạn đăng nhập")

    async def test_open_by_themselves_once_the_registry_has_asked_silently_who_reads(
        self, site: Site, window: Window
    ) -> None:
        page = await window(CHAIR)
        known = False

        async def pages(route: Route) -> None:
            await route.fulfill(status=200 if known else 401, json={"pages": 2})

        async def asked(route: Route) -> None:
            nonlocal known
            known = True
            assert route.request.is_navigation_request(), "no page may fetch from the provider, another origin"
            await _back(route)

        await page.route("**/shown/pages", pages)
        await page.route("**/sign-in?silent=1*", asked)
        await page.goto(site.sheet)
        await page.get_by_role("link", name="Ảnh cơ sở sơ chế.jpg").click()
        await expect(page.locator("[data-viewer-state]")).to_contain_text("Trang 1 trên 2")
        await expect(page.locator("[data-viewer-name]")).to_have_text("Ảnh cơ sở sơ chế.jpg")

    async def test_stand_beside_what_an_officer_screens(self, site: Site, window: Window) -> None:
        page = await window(SCREENER)
        await page.goto(f"/evaluation{site.at_commune.removeprefix('/api')}")
        await page.get_by_role("link", name="Hợp đồng thu mua nhãn.pdf").click()
        await expect(page.locator("[data-viewer-state]")).to_contain_text("Trang 1 trên 2")
        await is_sound(page, "case-viewer")


class TestTheTally:
    @pytest.mark.parametrize(("who", "width"), [(MEMBERS[0], 1280), (MEMBERS[1], 768), (MEMBERS[2], 380)])
    async def test_stays_in_sight_counts_at_once_and_covers_no_focus(
        self, site: Site, window: Window, who: Principal, width: int
    ) -> None:
        page = await window(who, width)
        await page.goto(site.sheet)
        box, half = page.locator(".ocop-live"), LEAVES[len(LEAVES) // 2]
        await option(page, half).check()
        await expect(page.locator("#tally")).to_contain_text(f"Còn {len(LEAVES) - 1} mục chưa chấm.")
        await expect(page.locator("#tally")).to_contain_text("Chưa lưu.")
        await expect(box.get_by_role("button", name="Lưu nháp")).to_be_in_viewport(ratio=1)
        await autosaved(page)
        await is_sound(page, "sheet")
        for _step in range(6):
            await page.keyboard.press("Tab")
            held = await page.locator(":focus").bounding_box()
            covering = await box.bounding_box()
            assert held
            assert covering
            inside = await page.evaluate("document.activeElement.closest('.ocop-live') !== null")
            assert inside or held["y"] + held["height"] <= covering["y"] + 1
        await page.get_by_role("button", name="Lưu nháp").click()
        await expect(page.get_by_role("alert")).to_contain_text("Đã lưu nháp")
        assert (await site.saved(who))["answers"] == {half: BEST[half]}


class TestWhatIsWritten:
    async def test_is_there_after_a_cut_a_stop_a_lost_network_and_a_second_tab(
        self, site: Site, window: Window
    ) -> None:
        me = MEMBERS[3]
        page = await window(me)
        await page.goto(site.sheet)
        # A session that ends while the sheet is filled in.
        await page.locator("summary", has_text=f"Ghi chú mục {FIRST}").click()
        await page.locator(f'[id="notes-{FIRST}"]').fill("Đã xem hợp đồng.")
        await option(page, FIRST).check()
        await autosaved(page)
        await app_of(site.evaluation.service).state.sessions.end_all_of(me.id)
        await option(page, SECOND).check()
        await page.get_by_role("button", name="Lưu nháp").click()
        name, value = await begun(site.evaluation.service, me)
        await page.context.add_cookies([{"name": name, "value": value, "url": site.address}])
        await page.goto(site.sheet)
        await expect(option(page, SECOND)).to_be_checked()
        await expect(page.locator(f'[id="notes-{FIRST}"]')).to_have_value("Đã xem hợp đồng.")
        # A save that is stopped, and sent again.
        await page.route(f"**{site.sheet}", lambda route: route.abort("aborted"))
        await page.get_by_role("button", name="Lưu nháp").click(no_wait_after=True)
        await page.unroute(f"**{site.sheet}")
        await page.wait_for_timeout(1600)  # a second press at once is an impatient finger's
        await page.get_by_role("button", name="Lưu nháp").click()
        await expect(page.get_by_role("alert")).to_contain_text("Đã lưu nháp")
        both = {FIRST: BEST[FIRST], SECOND: BEST[SECOND]}
        assert await site.saved(me) == {"answers": both, "notes": {FIRST: "Đã xem hợp đồng."}}
        # A network that is away.
        second = await page.context.new_page()
        await second.goto(site.sheet)
        await page.context.set_offline(True)
        await option(page, LEAVES[2]).check()
        await expect(page.locator(STATE)).to_contain_text("được giữ trên máy này")
        await page.context.set_offline(False)
        await autosaved(page)
        await page.get_by_role("button", name="Lưu nháp").click()
        await expect(page.get_by_role("alert")).to_contain_text("Đã lưu nháp")
        # A second tab that had been open since before: what it changes is shown beside what was saved meanwhile.
        await option(second, LEAVES[3]).check()
        await second.get_by_role("button", name="Lưu nháp").click()
        await second.wait_for_load_state()
        await expect(option(second, LEAVES[2])).to_be_checked()
        await expect(option(second, LEAVES[3])).to_be_checked()
        assert set((await site.saved(me))["answers"]) >= {FIRST, SECOND, LEAVES[2]}


class TestADispute:
    async def test_shows_what_is_discussed_and_each_their_own_sheet(self, site: Site, window: Window) -> None:
        low = best(RULEBOOK, 1, worse=12)
        given = {CHAIR: BEST, **dict.fromkeys(MEMBERS[:3], BEST), MEMBERS[3]: low}
        await seal_all(site.evaluation, site.case, given)
        await site.evaluation.send(CHAIR, f"{site.case}/scoring/reveal")
        page = await window(MEMBERS[3], 380)
        await page.goto(site.sheet.removesuffix("/sheet") + "/scoring")
        await expect(page.get_by_text("Các phiếu vòng 1 khác nhau ở đâu")).to_be_visible()
        await is_sound(page, "differences")
        await page.set_viewport_size({"width": 1280, "height": 1600})
        await is_sound(page, "differences")
        await site.evaluation.send(CHAIR, f"{site.case}/scoring/again")
        await page.goto(site.sheet)
        await page.get_by_role("link", name="Phiếu vòng 1 của tôi").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Phiếu vòng 1 của tôi")
        await is_sound(page, "earlier")
